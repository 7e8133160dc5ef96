import { type CauseWords, rootText, stepText } from "../protocol/cause-texts.ts";
import type { CauseChain, Root } from "../sim/trace/cause.ts";
import { number } from "./output.ts";

/** Causes as the command line tells them: ids as they are, times in seconds. */
const WORDS: CauseWords = { language: "en", name: (id) => id, time: (seconds) => `${number(seconds)} s` };

/** A chain in one line, from the state to its root. */
export function chainLine({ steps }: Pick<CauseChain, "steps">): string {
  return steps.map((step) => stepText(step, WORDS)).join(" ← ");
}

export function rootWords(root: Root): string {
  return rootText(root, WORDS);
}
