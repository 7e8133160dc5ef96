import { parseDuration } from "../base/units.ts";
import type { Speedup } from "../experiment/bottleneck/faster.ts";
import type { Language } from "../plant/finding-text.ts";
import { usualWorkers } from "./experiment-pool.ts";

/** What the words of the command line ask for. */
export interface ExperimentWanted {
  readonly executor: "inline" | "pool" | "nats";
  readonly workers: number;
  readonly nats: string;
  readonly replications: number | undefined;
  readonly seed: number | undefined;
  readonly json: boolean;
  readonly speedup: boolean;
  readonly progress: boolean;
  readonly verify: boolean;
  readonly report: string | undefined;
  readonly csv: string | undefined;
  readonly save: string | undefined;
  readonly language: Language;
  /** Instead of the experiment: which station holds the others up. */
  readonly bottlenecks: boolean;
  /** Instead of the experiment: what it is worth to make each station faster by this. */
  readonly gain: Speedup | undefined;
  /** Instead of the experiment: which uncertain input drives the forecast most. */
  readonly measureNext: boolean;
  /** Instead of the experiment: where these two scenarios part. */
  readonly diverge: readonly [string, string] | undefined;
  /** The scenario that bottlenecks and gains are asked of; the baseline when absent. */
  readonly scenario: string | undefined;
  /** The response that a gain is told in. */
  readonly response: string;
}

type Values = Partial<Record<string, string | boolean>>;

/** Reads the options, or says what is wrong with them. */
export function readWanted(values: Values): ExperimentWanted | string {
  const text = (name: string): string | undefined => values[name] as string | undefined;
  const executor = text("executor") ?? (text("nats") === undefined ? "pool" : "nats");
  if (executor !== "inline" && executor !== "pool" && executor !== "nats")
    return `there is no executor ${executor}; it is inline, pool or nats`;
  if (text("nats") !== undefined && executor !== "nats")
    return `--nats goes with the executor nats, not ${executor}`;
  const workers = wholeNumber(text("workers"), 1, 1024);
  const replications = wholeNumber(text("replications"), 1, 1_000_000);
  const seed = wholeNumber(text("seed"), 0, 0xffff_ffff);
  if (workers === "bad") return "--workers wants a whole number from 1 to 1024";
  if (replications === "bad") return "--replications wants a whole number from 1 to 1000000";
  if (seed === "bad") return "--seed wants a whole number from 0 to 4294967295";
  if (values["speedup"] === true && executor !== "pool") return "--speedup compares workers of the pool";
  const language = text("language") ?? "en";
  if (language !== "en" && language !== "de") return "--language is en or de";
  if (values["verify"] === true && (replications !== undefined || seed !== undefined))
    return "--verify runs the study as it was; leave out --replications and --seed";
  const gain = text("gain") === undefined ? undefined : speedupOf(text("gain") ?? "");
  if (gain === "bad") return "--gain wants a share such as 10%, or seconds such as 1s";
  const pair = text("diverge")?.split(",");
  if (pair !== undefined && (pair.length !== 2 || pair.some((id) => id === "")))
    return "--diverge wants two scenarios, such as as-is,buffer-8";
  return {
    executor,
    workers: workers ?? usualWorkers(),
    nats: text("nats") ?? "nats://127.0.0.1:4222",
    replications,
    seed,
    json: values["json"] === true,
    speedup: values["speedup"] === true,
    progress: values["progress"] === true,
    verify: values["verify"] === true,
    report: text("report"),
    csv: text("csv"),
    save: text("save"),
    language,
    bottlenecks: values["bottlenecks"] === true,
    gain,
    measureNext: values["measure-next"] === true,
    diverge: pair as [string, string] | undefined,
    scenario: text("scenario"),
    response: text("response") ?? "throughput",
  };
}

/** `10%` is a share of the speed, `1s` a time off the cycle. */
function speedupOf(text: string): Speedup | "bad" {
  const share = /^(\d+(?:\.\d+)?)\s*%$/.exec(text)?.[1];
  if (share !== undefined) return Number(share) > 0 ? { share: Number(share) / 100 } : "bad";
  const seconds = parseDuration(text);
  return seconds !== undefined && seconds > 0 ? { seconds } : "bad";
}

function wholeNumber(text: string | undefined, least: number, most: number): number | undefined | "bad" {
  if (text === undefined) return undefined;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : "bad";
}
