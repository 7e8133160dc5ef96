import { err, ok } from "../../base/result.ts";
import type { Language } from "../../plant/finding-text.ts";
import type { BareFinding, LocalText } from "../../plant/finding.ts";
import type { ExperimentAnswer } from "../../protocol/experiment.ts";
import { experimentCsv } from "../report/experiment-csv.ts";
import { experimentReport } from "../report/experiment-report.ts";
import { differencesOf, portableStudy } from "../report/verify-result.ts";
import { changeText } from "../study/change-text.ts";
import { inspectStudy, type ReadStudy } from "../study/read-study.ts";
import { responsesOf } from "../study/response.ts";
import { studyRun } from "../study/run-settings.ts";
import type { ExperimentResult } from "./answer.ts";
import type { CancelSignal, Executor } from "./executor.ts";
import {
  type Convergence,
  convergenceOf,
  type ExperimentTable,
  finishedTable,
  GrowingTable,
  type TableFrame,
} from "./experiment-table.ts";
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

/** A table on its way is sent at most so often, ms. */
const TABLE_PAUSE = 100;

/** One study at a time, from its file to its report; the experiment worker's contract (protocol/experiment.ts) is this. */
export class ExperimentSession {
  readonly #host: SessionHost;
  #read: ReadStudy | undefined;
  #result: ExperimentResult | undefined;
  #table: ExperimentTable | undefined;
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
    this.#table = undefined;
    return ok(summaryOf(read.value));
  }

  async run(
    onProgress?: (
      progress: Omit<Progress, "record"> & {
        readonly values: readonly number[];
        readonly table?: ExperimentTable;
      },
    ) => void,
    workers?: number,
  ): Promise<ExperimentAnswer> {
    const read = this.#read;
    if (read === undefined) return { ok: false, reason: "noStudy", message: "no study is loaded" };
    this.cancel();
    const abort = this.#host.abort();
    this.#running = abort;
    const executor = this.#host.executor(workers);
    const frame = frameOf(read);
    const growing = new GrowingTable(frame);
    const pilots: { readonly scenario: string; readonly record: Progress["record"] }[] = [];
    let sent = -Infinity;
    try {
      const result = await runStudy(read, executor, {
        now: () => this.#host.now(),
        cancel: abort.signal,
        onProgress: ({ record, ...progress }) => {
          const { scenario, pilot } = progress;
          if (pilot) pilots.push({ scenario, record });
          else growing.add(scenario, record);
          // Where they found that there is nothing to leave out, pilots are replications like any other.
          if (!pilot && progress.warmup === 0 && !frame.batched)
            for (const each of pilots.splice(0)) growing.add(each.scenario, each.record);
          const now = this.#host.now();
          const isDue = !progress.pilot && now - sent >= TABLE_PAUSE;
          if (isDue) sent = now;
          onProgress?.({
            ...progress,
            values: record.values,
            ...(isDue ? { table: growing.table() } : {}),
          });
        },
      });
      const table = finishedTable(result, frame);
      if (this.#read === read) {
        this.#result = result;
        this.#table = table;
      }
      const kept = read.study.result;
      const differences = kept === undefined ? {} : { differences: differencesOf(kept, result) };
      return { ok: true, value: result, table, ...differences };
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

  convergence(response: string): readonly Convergence[] {
    return this.#table === undefined ? [] : convergenceOf(this.#table, response);
  }

  ping(): void {}

  #portable(): ReturnType<typeof portableStudy> | undefined {
    if (this.#read === undefined || this.#result === undefined) return undefined;
    return portableStudy(this.#read.study, this.#read.plant, this.#result);
  }
}

function frameOf({ study, plant, scenarios }: ReadStudy): TableFrame {
  const { confidence, batches } = studyRun(study, plant);
  const ids = scenarios.map(({ id }) => id);
  const baseline = study.baseline ?? ids[0] ?? "";
  const responses = responsesOf(study, plant);
  return { scenarios: ids, baseline, confidence, responses, batched: batches !== undefined };
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
