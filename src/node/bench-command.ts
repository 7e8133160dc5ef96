import { parseArgs } from "node:util";
import { type DayResult, measureDay } from "./bench/day.ts";
import { type GrowthResult, measureGrowth, PLANT_SIZES } from "./bench/growth.ts";
import { measureMemory, type MemoryResult } from "./bench/memory.ts";
import { measurePeer, PEER_CASES, type PeerResult } from "./bench/peers.ts";
import { type CommandOutput, EXIT, json, number, table } from "./output.ts";

export const BENCH_USAGE = "taktwerk bench [--json] [--runs 5] [--case NAME]…";

/** Parts of the benchmark that can be asked for. */
const CASES = ["mm1", "line10", "growth", "memory", "day"] as const;
type Case = (typeof CASES)[number];

/** Rounds for what takes long. */
const MOST_ROUNDS = 3;

interface BenchResults {
  readonly peers: Record<string, PeerResult>;
  readonly growth: Readonly<Record<string, GrowthResult>>;
  readonly day?: DayResult;
  readonly memory?: MemoryResult;
}

/** Events per second, growth, memory, and a day of a large plant. */
export function benchCommand(args: readonly string[], output: CommandOutput): number {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: "boolean", default: false },
      runs: { type: "string", default: "5" },
      case: { type: "string", multiple: true, default: [...CASES] },
    },
  });
  const runs = /^\d{1,3}$/.test(values.runs) ? Number(values.runs) : 0;
  if (runs < 1) {
    output.stderr(`--runs wants a whole number from 1 to 999\nusage: ${BENCH_USAGE}\n`);
    return EXIT.usage;
  }
  const unknown = values.case.find((name) => !(CASES as readonly string[]).includes(name));
  if (unknown !== undefined) {
    output.stderr(`there is no case ${unknown}; cases are ${CASES.join(", ")}\nusage: ${BENCH_USAGE}\n`);
    return EXIT.usage;
  }
  const results = measureAll(new Set(values.case as Case[]), runs, output);
  output.stdout(values.json ? json(document(results)) : `${report(results)}\n`);
  return EXIT.done;
}

function measureAll(cases: ReadonlySet<Case>, runs: number, output: CommandOutput): BenchResults {
  const peers: Record<string, PeerResult> = {};
  for (const name of ["mm1", "line10"] as const) {
    if (!cases.has(name)) continue;
    output.stderr(`${PEER_CASES[name].title} …\n`);
    peers[name] = measurePeer(name, runs);
  }
  const rounds = Math.min(runs, MOST_ROUNDS);
  const asked = <T>(name: Case, title: string, measure: () => T): T | undefined => {
    if (!cases.has(name)) return undefined;
    output.stderr(`${title} …\n`);
    return measure();
  };
  // Before the large plants: what these leave would be given free in the midst of it.
  const memory = asked("memory", "memory", measureMemory);
  const growth = asked("growth", `plants of ${PLANT_SIZES.join(", ")} stations`, () => measureGrowth(rounds));
  const day = asked("day", "a day of a large assembly plant", () => measureDay(rounds));
  return {
    peers,
    growth: growth ?? {},
    ...(day === undefined ? {} : { day }),
    ...(memory === undefined ? {} : { memory }),
  };
}

function document({ peers, growth, day, memory }: BenchResults): object {
  return {
    cases: { ...peers, ...growth, ...(day === undefined ? {} : { day }) },
    ...(memory === undefined ? {} : { memory }),
  };
}

const millions = (value: number): string => (value / 1e6).toFixed(2);

function report({ peers, growth, day, memory }: BenchResults): string {
  const sections: string[] = [];
  if (Object.keys(peers).length > 0) {
    const rows = Object.entries(peers).map(([name, result]) => [
      name,
      number(result.events),
      millions(result.eventsPerSecond),
      millions(result.bareEventsPerSecond),
      result.ratioToBare.toFixed(3),
      result.ratioToSimpy === undefined ? "not installed" : result.ratioToSimpy.toFixed(1),
    ]);
    const head = [
      "case",
      "events",
      "million events a CPU second",
      "bare loop",
      "ratio to bare",
      "ratio to SimPy",
    ];
    sections.push(table([head, ...rows]));
  }
  if (Object.keys(growth).length > 0) {
    const rows = Object.entries(growth).map(([name, result]) => [
      name,
      number(result.events),
      millions(result.eventsPerSecond),
      result.ratioToSmallest.toFixed(2),
      result.buildSeconds.toFixed(2),
    ]);
    const head = ["case", "events", "million events a CPU second", "ratio to the smallest", "s to build"];
    sections.push(table([head, ...rows]));
  }
  if (day !== undefined) {
    sections.push(
      `${day.title}: ${day.cpuSeconds.toFixed(2)} CPU seconds, ${number(day.events)} events, ` +
        `${day.jobsPerHour.toFixed(1)} jobs an hour and line, ${number(day.claims)} claims on workers, ` +
        `${number(day.trips)} trips over ${number(day.kilometres)} km`,
    );
  }
  if (memory !== undefined) {
    sections.push(
      `memory: ${memory.bytesPerStation.toFixed(0)} bytes a station with its buffer and links, ` +
        `${memory.bytesPerPart.toFixed(0)} bytes a part`,
    );
  }
  return sections.join("\n\n");
}
