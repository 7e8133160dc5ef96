import { useEffect, useState } from "preact/hooks";
import { fill, type TextValues } from "../../app/i18n/text.ts";
import { TRACE_TEXTS, type TraceTexts } from "../../app/i18n/trace-texts.ts";
import type { TraceControl } from "../../app/trace/trace-control.ts";
import { type CauseWords, rootText, stepText } from "../../protocol/cause-texts.ts";
import type { CauseStep, Root } from "../../protocol/trace.ts";
import { useSession, useWording } from "../session-context.ts";

/** What looks into the run, once its code has come. */
export function useTrace(): TraceControl | undefined {
  const session = useSession();
  const [control, setControl] = useState<TraceControl | undefined>(undefined);
  useEffect(() => {
    let gone = false;
    const fetchControl = async (): Promise<void> => {
      const made = await session.screens.trace();
      if (!gone) setControl(made);
    };
    void fetchControl();
    return () => {
      gone = true;
    };
  }, [session]);
  return control;
}

/** Texts of the trace, and causes in words. */
export interface TraceWording {
  readonly w: (key: keyof TraceTexts, values?: TextValues) => string;
  readonly name: (id: string) => string;
  readonly step: (step: CauseStep) => string;
  readonly root: (root: Root) => string;
}

export function useTraceWording(): TraceWording {
  const { document } = useSession();
  const { language, formats } = useWording();
  const texts = TRACE_TEXTS[language];
  const name = (id: string): string => document.element(id)?.name ?? id;
  const words: CauseWords = { language, name, time: formats.clock };
  return {
    w: (key, values) => fill(texts[key], values),
    name,
    step: (step) => stepText(step, words),
    root: (root) => rootText(root, words),
  };
}
