import type { LiveProblem } from "../protocol/live.ts";

/** Problems kept until they are fetched; more in between are counted only. */
const MAX_PROBLEMS = 20;
const MAX_TEXT = 200;

/** Problems since the last fetch, of bounded number and length, whatever the plant sends. */
export class ProblemLog {
  #problems: LiveProblem[] = [];

  /** @param at ms since 1970, by our clock */
  report(rule: LiveProblem["rule"], subject: string, detail: string, at: number): void {
    if (this.#problems.length >= MAX_PROBLEMS) return;
    this.#problems.push({
      rule,
      at,
      subject: subject.slice(0, MAX_TEXT),
      detail: detail.slice(0, MAX_TEXT),
    });
  }

  take(): LiveProblem[] {
    const problems = this.#problems;
    this.#problems = [];
    return problems;
  }
}
