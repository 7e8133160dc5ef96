import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { BalanceAnswer } from "../balance/balance-answer.ts";
import { type BalanceGoal, balanceLine } from "../balance/balance-line.ts";
import { type ReadLine, readLine } from "../balance/read-line.ts";
import { decodeText } from "../balance/read-lines.ts";
import { verifyLine } from "../balance/verify-line.ts";
import { type CommandOutput, EXIT, number } from "./output.ts";

const USAGE = `node src/node/balance-bench.ts [DIR] [--set NAME]… [--limit 10] [--every N] [--only TEXT] [--out FILE.md]
  DIR    folder of the benchmark sets; ../shared/data/alb unless given
  sets   ${["salbp1", "salbp2", "salbpE", "otto20", "otto50", "otto100", "otto1000"].join(", ")}
  limit  CPU seconds of the searching thread for each instance, so that other programs do not distort the result`;

/** One line to balance, and the range in which the literature has its best value. */
interface Instance {
  readonly name: string;
  readonly file: string;
  readonly goal?: BalanceGoal;
  readonly knownBound: number;
  readonly knownValue: number;
}

interface Row {
  readonly instance: Instance;
  readonly answer: BalanceAnswer;
  readonly violations: number;
}

/** The classic graphs' files by the names that the list of SALBP-E optima uses. */
const SCHOLL_FILES: Readonly<Record<string, string>> = {
  arcus1: "ARC83",
  arcus2: "ARC111",
  bowman: "BOWMAN8",
  heskiaoff: "HESKIA",
  kilbridge: "KILBRID",
  sawyer: "SAWYER30",
  tonge: "TONGE70",
};

const SETS: Readonly<Record<string, (folder: string) => Promise<Instance[]>>> = {
  salbp1: (folder) =>
    listed(folder, "optima_salbp1.csv", ([graph = "", cycle = "", optimum = ""]) => ({
      name: `${graph} c = ${cycle}`,
      file: schollFile(folder, graph),
      goal: { kind: "stations", cycle: Number(cycle) },
      knownBound: Number(optimum),
      knownValue: Number(optimum),
    })),
  salbp2: (folder) =>
    listed(folder, "optima_salbp2.csv", ([graph = "", stations = "", range = ""]) => {
      const [low = 0, high = low] = (range.match(/\d+/g) ?? []).map(Number);
      return {
        name: `${graph} m = ${stations}`,
        file: schollFile(folder, graph),
        goal: { kind: "cycle", stations: Number(stations) },
        knownBound: low,
        knownValue: high,
      };
    }),
  salbpE: (folder) =>
    listed(
      folder,
      "optima_salbpE.csv",
      ([graph = "", least = "", most = "", , stations = "", cycle = ""]) => {
        const product = Number(stations) * Number(cycle);
        return {
          name: `${graph} m = ${least}…${most}`,
          file: schollFile(folder, SCHOLL_FILES[graph.toLowerCase()] ?? graph.toUpperCase()),
          goal: { kind: "efficiency", leastStations: Number(least), mostStations: Number(most) },
          knownBound: 0,
          knownValue: product,
        };
      },
    ),
  otto20: (folder) => otto(folder, "small"),
  otto50: (folder) => otto(folder, "medium"),
  otto100: (folder) => otto(folder, "large"),
  otto1000: (folder) => otto(folder, "verylarge"),
};

/**
 * Runs benchmark sets of the literature and compares with the values published. Every line is checked.
 * @returns 0 when no value contradicts the published ones and every line is valid, otherwise 1; 2 on wrong usage
 */
export async function balanceBench(args: readonly string[], output: CommandOutput): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      set: { type: "string", multiple: true, default: ["salbp1", "salbp2", "salbpE"] },
      limit: { type: "string", default: "10" },
      every: { type: "string", default: "1" },
      only: { type: "string", default: "" },
      out: { type: "string" },
    },
  });
  const folder = positionals[0] ?? "../shared/data/alb";
  const [limit, every] = [Number(values.limit), Number(values.every)];
  const unknown = values.set.filter((name) => SETS[name] === undefined);
  if (unknown.length > 0 || !(limit > 0) || !(every >= 1)) {
    output.stderr(`usage: ${USAGE}\n`);
    return EXIT.usage;
  }
  if (!existsSync(folder)) {
    output.stderr(`skipped: the benchmark sets are not at ${folder}\n`);
    return EXIT.done;
  }
  const reports: string[] = [];
  let isSound = true;
  for (const set of values.set) {
    const all = (await SETS[set]!(folder)).filter(({ name }) => name.includes(values.only));
    const instances = all.filter((_, k) => k % every === 0);
    const rows: Row[] = [];
    for (const instance of instances) {
      const row = await runInstance(instance, limit);
      rows.push(row);
      const { answer } = row;
      output.stderr(`${instance.name}: ${answer.status} ${answer.value}, ${answer.seconds.toFixed(2)} s\n`);
    }
    isSound &&= rows.every((row) => row.violations === 0 && !contradicts(row));
    const summary = summarise(set, rows, limit);
    output.stdout(`${summary}\n\n`);
    reports.push(`## ${set}\n\n${summary}\n\n${markdown(rows)}`);
  }
  if (values.out !== undefined)
    await writeFile(values.out, `# Line balancing benchmark\n\n${reports.join("\n\n")}\n`);
  return isSound ? EXIT.done : EXIT.failed;
}

async function runInstance(instance: Instance, limit: number): Promise<Row> {
  const read = readLine(instance.file, await readFile(instance.file));
  if (!read.ok) throw new Error(`${instance.file}: ${read.error[0]?.rule}`);
  const { line, problem }: ReadLine = read.value;
  const goal = instance.goal ?? { kind: "stations", cycle: problem.cycle ?? Number.NaN };
  const search = balanceLine(line, goal, { now: cpuSeconds, timeLimit: limit, bytes: 1_500_000_000 });
  let step = search.next();
  while (step.done !== true) step = search.next();
  const answer = step.value;
  const violations = verifyLine(problem, answer.assignment, {
    cycle: answer.cycle,
    stations: answer.stations,
  });
  return { instance, answer, violations: violations.length };
}

/** Of this thread alone: what others on the machine do, and the collector's own threads, do not count. */
function cpuSeconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
}

/** Whether an answer cannot be true if the published values are. */
function contradicts({ instance, answer }: Row): boolean {
  return answer.value < instance.knownBound || answer.bound > instance.knownValue;
}

function summarise(set: string, rows: readonly Row[], limit: number): string {
  const count = (test: (row: Row) => boolean): number => rows.filter(test).length;
  const limits = [0.1, 1, 2, 5, 10, 60].filter((seconds) => seconds < limit);
  const proven = [...limits, limit].map((seconds) => {
    const solved = count(({ answer }) => answer.status === "optimal" && answer.seconds <= seconds * 1.02);
    return `${solved} in ${seconds} s`;
  });
  const gaps = rows.map(({ answer }) => answer.gap);
  const meanGap = gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(1, rows.length);
  return [
    `${set}: ${rows.length} instances; proven optimal: ${proven.join(", ")}`,
    `against the best known value: ${count(({ instance, answer }) => answer.value < instance.knownValue)} better, ` +
      `${count(({ instance, answer }) => answer.value === instance.knownValue)} equal, ` +
      `${count(({ instance, answer }) => answer.value > instance.knownValue)} worse; ` +
      `${count(contradicts)} in contradiction; ${count((row) => row.violations > 0)} invalid lines`,
    `mean gap ${number(100 * meanGap)} %; CPU seconds ${number(rows.reduce((sum, { answer }) => sum + answer.seconds, 0))}`,
  ].join("\n");
}

function markdown(rows: readonly Row[]): string {
  const heading = ["instance", "value", "bound", "best known", "CPU seconds", "states", "proof"];
  const cells = rows.map(({ instance, answer }) => [
    instance.name,
    String(answer.value),
    String(answer.bound),
    String(instance.knownValue),
    answer.seconds.toFixed(2),
    String(answer.states),
    answer.proof,
  ]);
  const lines = [heading, heading.map(() => "---"), ...cells];
  return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
}

function schollFile(folder: string, graph: string): string {
  return join(folder, "scholl", `${graph}.IN2`);
}

/** Instances from a list of the classic sets, one a line under a heading. */
async function listed(
  folder: string,
  list: string,
  instance: (cells: string[]) => Instance,
): Promise<Instance[]> {
  const text = decodeText(await readFile(join(folder, "scholl", list)));
  const rows = text.split(/\r?\n/).slice(1);
  return rows
    .filter((row) => row.trim() !== "")
    .map((row) => instance((row.match(/"[^"]*"|[^,]+|(?<=,)(?=,)/g) ?? []).map((cell) => cell.trim())));
}

/** Instances of one size of the sets of Otto, Otto and Scholl (2013), with the bounds known for each. */
async function otto(folder: string, size: string): Promise<Instance[]> {
  const text = decodeText(await readFile(join(folder, "otto", "bounds_merged.csv")));
  const known = new Map(
    text.split(/\r?\n/).map((row) => {
      const cells = row.split(",");
      return [cells[1], { low: Number(cells[6]), high: Number(cells[7]) }] as const;
    }),
  );
  const files = (await readdir(join(folder, "otto", size))).filter((file) => file.endsWith(".alb"));
  return files.map((file) => {
    const name = file.slice(0, -".alb".length);
    const { low, high } = known.get(name) ?? { low: 0, high: Number.NaN };
    return { name, file: join(folder, "otto", size, file), knownBound: low, knownValue: high };
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  process.exitCode = await balanceBench(process.argv.slice(2), {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
  });
}
