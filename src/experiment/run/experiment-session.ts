import { err, ok } from "../../base/result.ts";
import type { Language } from "../../plant/finding-text.ts";
import type { BareFinding, LocalText } from "../../plant/finding.ts";
import { experimentCsv } from "../report/experiment-csv.ts";
import { experimentReport } from "../report/experiment-report.ts";
import { portableStudy } from "../report/verify-result.ts";
import { changeText } from "../study/change-text.ts";
import { inspectStudy, type ReadStudy } from "../study/read-study.ts";
import type { ExperimentResult } from "./answer.ts";
import type { CancelSignal, Executor } from "./executor.ts";
import { Cancelled, ExperimentFailure, type Progress } from "./laboratory.ts";
import { runStudy } from "./run-study.ts";

/** What a session needs from where it lives. */
export interface SessionHost {
  /** @param workers how many replications at the same time; as many as the machine bears when absent */
  executor(workers?: number): Executor;
  now(): number;
  /** A signal and what sets it. */
  abort(): { readonly signal: CancelSignal; abort(): void };
}

interface StudySummary {
  readonly id: string;
  readonly name: string;
  readonly question?: string;
  readonly baseline: string;
  readonly scenarios: readonly {
    readonly id: string;
    readonly name: string;
    readonly reason?: string;
    readonly changes: readonly LocalText[];
  }[];
  readonly warnings: readonly BareFinding[];
}

type Outcome =
  | { readonly ok: true; readonly value: ExperimentResult }
  | {
      readonly ok: false;
      readonly reason: "cancelled" | "failed" | "noStudy";
      readonly message: string;
      readonly scenario?: string;
    };

/** One study at a time, from its file to its report; the experiment worker's contract (protocol/experiment.ts) is this. */
export class ExperimentSession {
  readonly #host: SessionHost;
  #read: ReadStudy | undefined;
  #result: ExperimentResult | undefined;
  #running: { abort(): void } | undefined;

  constructor(host: SessionHost) {
    this.#host = host;
  }

  load(
    study: string,
    plant?: string,
  ):
    | { readonly ok: true; readonly value: StudySummary }
    | { readonly ok: false; readonly error: readonly BareFinding[] } {
    this.cancel();
    const read = inspectStudy(study, () => plant);
    if (!read.ok) return err(read.error);
    this.#read = read.value;
    this.#result = undefined;
    return ok(summaryOf(read.value));
  }

  async run(
    onProgress?: (progress: Omit<Progress, "record"> & { readonly values: readonly number[] }) => void,
    workers?: number,
  ): Promise<Outcome> {
    const read = this.#read;
    if (read === undefined) return { ok: false, reason: "noStudy", message: "no study is loaded" };
    this.cancel();
    const abort = this.#host.abort();
    this.#running = abort;
    const executor = this.#host.executor(workers);
    try {
      const result = await runStudy(read, executor, {
        now: () => this.#host.now(),
        cancel: abort.signal,
        onProgress: ({ record, ...progress }) => onProgress?.({ ...progress, values: record.values }),
      });
      if (this.#read === read) this.#result = result;
      return ok(result);
    } catch (error) {
      if (error instanceof Cancelled) return { ok: false, reason: "cancelled", message: error.message };
      if (!(error instanceof ExperimentFailure)) throw error;
      return { ok: false, reason: "failed", message: error.message, scenario: error.scenario };
    } finally {
      if (this.#running === abort) this.#running = undefined;
      await executor.close();
    }
  }

  cancel(): void {
    this.#running?.abort();
    this.#running = undefined;
  }

  report(language: Language): string | undefined {
    const portable = this.#portable();
    return this.#result === undefined || portable === undefined
      ? undefined
      : experimentReport(this.#result, portable, language);
  }

  csv(): string | undefined {
    return this.#result === undefined ? undefined : experimentCsv(this.#result);
  }

  save(): string | undefined {
    const portable = this.#portable();
    return portable === undefined ? undefined : `${JSON.stringify(portable, undefined, 2)}\n`;
  }

  ping(): void {}

  #portable(): ReturnType<typeof portableStudy> | undefined {
    if (this.#read === undefined || this.#result === undefined) return undefined;
    return portableStudy(this.#read.study, this.#read.plant, this.#result);
  }
}

function summaryOf({ study, plant, scenarios, warnings }: ReadStudy): StudySummary {
  return {
    id: study.id,
    name: study.name,
    ...(study.question === undefined ? {} : { question: study.question }),
    baseline: study.baseline ?? scenarios[0]?.id ?? "",
    scenarios: scenarios.map((scenario) => ({
      id: scenario.id,
      name: scenario.name,
      ...(scenario.reason === undefined ? {} : { reason: scenario.reason }),
      changes: scenario.changes.map((change) => ({
        en: changeText(change, plant, scenario.plant, "en"),
        de: changeText(change, plant, scenario.plant, "de"),
      })),
    })),
    warnings,
  };
}
