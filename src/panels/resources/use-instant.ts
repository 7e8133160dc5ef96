import { effect } from "@preact/signals-core";
import { useEffect, useState } from "preact/hooks";
import type { RunApi, RunControl } from "../../app/run-control.ts";
import type { PartInstant, ResourceInstant } from "../../protocol/simulation.ts";
import { useSession } from "../session-context.ts";

/** What the run says at this instant, asked for as often as its results change; undefined before the first answer. */
function useInstant<T>(
  ask: (api: RunApi) => Promise<T>,
  about: readonly unknown[],
): { readonly value: T } | undefined {
  const { run } = useSession();
  const [answer, setAnswer] = useState<{ readonly value: T } | undefined>(undefined);
  useEffect(() => {
    setAnswer(undefined);
    return follow(run, ask, (value) => setAnswer({ value }));
  }, [run, ...about]);
  return answer;
}

/** What a resource does; undefined where it has no state of its own. */
export function useResourceInstant(id: string): ResourceInstant | undefined {
  return useInstant<ResourceInstant | undefined>(async (api) => api.resource(id), [id])?.value;
}

/** Where a part is, by its key in frames; the answer holds undefined where it is gone. */
export function usePartInstant(key: number): { readonly value: PartInstant | undefined } | undefined {
  return useInstant<PartInstant | undefined>(async (api) => api.part(key), [key]);
}

/** @returns what ends that */
function follow<T>(run: RunControl, ask: (api: RunApi) => Promise<T>, tell: (value: T) => void): () => void {
  let ended = false;
  let isAsking = false;
  let isStale = false;
  const look = async (): Promise<void> => {
    isStale = true;
    if (isAsking || ended) return;
    isAsking = true;
    isStale = false;
    const answer = await run.ask(async (api) => ({ value: await ask(api) }));
    isAsking = false;
    if (ended) return;
    if (answer !== undefined) tell(answer.value);
    if (isStale) void look();
  };
  const stop = effect(() => {
    if (run.results.value !== undefined) void look();
  });
  return () => {
    ended = true;
    stop();
  };
}
