import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { MEMBER_LABELS, propertyLabel, VALUE_LABELS } from "../../app/i18n/property-labels.ts";
import { defined } from "../../base/assert.ts";
import { draftKey, type Draft } from "../../editor/workbench.ts";
import type { Subject, ValuePath } from "../../editor/actions/item-actions.ts";
import type { BareFinding } from "../../plant/finding.ts";
import type { FormNode } from "../../plant/form/field.ts";
import { pointer } from "../../plant/rule.ts";
import { useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { useEdit } from "./edit-context.tsx";

/** What the fields of one form are about. */
export interface Form {
  readonly subject: Subject;
  /** What is wrong with it, with paths from its own beginning. */
  readonly findings: readonly BareFinding[];
}

export const FormContext = createContext<Form | undefined>(undefined);

export function useForm(): Form {
  return defined(useContext(FormContext), "the form");
}

/** A place of a form and what stands there. */
export interface Slot {
  readonly node: FormNode;
  readonly path: ValuePath;
  /** Names of the members that lead here, list and kind first; they tell what an id refers to. */
  readonly names: readonly string[];
  readonly label: string;
  readonly value: unknown;
}

/** A place of the form as its field needs it: what was typed and not taken, what is wrong, and how to set it. */
export interface Entry {
  readonly draft: Draft | undefined;
  readonly findings: readonly BareFinding[];
  /** Sets the value; a text that cannot be taken is kept beside it. @param text as it was typed */
  set(value: unknown, text?: string): boolean;
  /** Keeps a text that is no value at all. */
  refuse(text: string, findings: readonly BareFinding[]): void;
}

export function useEntry(path: ValuePath): Entry {
  const { bench } = useEdit();
  const { subject, findings } = useForm();
  const drafts = useValue(bench.drafts);
  const draft = drafts.get(draftKey(subject, path));
  const place = pointer(path);
  return {
    draft,
    findings: draft?.findings ?? findings.filter((finding) => finding.path === place),
    set: (value, text) => {
      const problems = bench.set(subject, path, value);
      if (problems.length > 0 && text !== undefined)
        bench.setDraft(subject, path, { text, findings: problems });
      else bench.setDraft(subject, path, undefined);
      return problems.length === 0;
    },
    refuse: (text, problems) => bench.setDraft(subject, path, { text, findings: problems }),
  };
}

/** How many findings there are at a place and below it. */
export function useProblemsBelow(path: ValuePath): number {
  const { findings } = useForm();
  const place = pointer(path);
  return findings.filter((finding) => finding.path === place || finding.path.startsWith(`${place}/`)).length;
}

/** Labels of members and of choices in the user's language. */
export function useLabels(): { member: (name: string) => string; choice: (name: string) => string } {
  const { language, find } = useWording();
  return {
    member: (name) => propertyLabel(MEMBER_LABELS, name, language),
    choice: (name) => find(`kind.${name}`) ?? propertyLabel(VALUE_LABELS, name, language),
  };
}
