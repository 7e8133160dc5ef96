import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import type { Browser } from "playwright-core";
import type { BalanceGoal } from "../../src/balance/balance-line.ts";
import { readLine } from "../../src/balance/read-line.ts";
import type { BalanceBenchmarkData, BalanceInstance, BalanceRun } from "./balance-runs.ts";
import { openBenchPage } from "./open-bench-page.ts";

const PAGE = "test/bench/balance-benchmark.html";

/** The browser may take so many times as long as Node. */
const BUDGET = 1.3;

/**
 * every: one instance of so many in the lists; steps: most steps of the search for an instance, of about 20 ms; rounds: of
 * which the fastest of each counts, Node and Chromium in turn.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    every: { type: "string", default: "7" },
    steps: { type: "string", default: "100" },
    rounds: { type: "string", default: "3" },
  },
});

interface Round {
  readonly runs: readonly BalanceRun[];
  /** CPU seconds of the worker's thread: what other programs do does not count; undefined where no one tells. */
  readonly cpuSeconds: number | undefined;
}

async function listed(
  folder: string,
  list: string,
  goal: (number: number) => BalanceGoal,
): Promise<BalanceInstance[]> {
  const rows = (await readFile(join(folder, "scholl", list), "utf8")).split(/\r?\n/).slice(1);
  const chosen = rows.filter((row) => row.trim() !== "").filter((_, i) => i % Number(values.every) === 0);
  return Promise.all(
    chosen.map(async (row) => {
      const [graph = "", number = ""] = row.split(",");
      const file = join(folder, "scholl", `${graph}.IN2`);
      const read = readLine(file, await readFile(file));
      if (!read.ok) throw new Error(`${file}: ${read.error[0]?.rule}`);
      return { name: `${graph} ${number}`, problem: read.value.problem, goal: goal(Number(number)) };
    }),
  );
}

/** In a worker of Node, as in a worker of the browser: neither has compiled anything before. */
function inNode(data: BalanceBenchmarkData): Promise<Round> {
  const code = `
    const { parentPort, workerData } = require("node:worker_threads");
    import(workerData.address).then(({ balanceRuns }) => {
      const runs = balanceRuns(workerData.data);
      const { user, system } = process.threadCpuUsage();
      parentPort.postMessage({ runs, cpuSeconds: (user + system) / 1e6 });
    });`;
  const address = new URL("./balance-runs.ts", import.meta.url).href;
  return new Promise((resolve, reject) => {
    const worker = new Worker(code, { eval: true, workerData: { address, data } });
    worker.on("message", resolve);
    worker.on("error", reject);
  });
}

async function inChromium(data: BalanceBenchmarkData): Promise<Round> {
  let cpuSeconds: number | undefined;
  const runs = await openBenchPage(PAGE, () => window.balanceBenchmark, {
    data,
    patience: 3_600_000,
    atEnd: async (browser) => void (cpuSeconds = await workerSeconds(browser)),
  });
  return { runs, cpuSeconds };
}

/** CPU seconds of the threads of Chromium's workers, where the system lists them (Linux): ticks of 10 ms. */
async function workerSeconds(browser: Browser): Promise<number | undefined> {
  const { processInfo } = await (await browser.newBrowserCDPSession()).send("SystemInfo.getProcessInfo");
  let ticks = 0;
  for (const { id } of processInfo.filter(({ type }) => type === "renderer")) {
    const threads = `/proc/${id}/task`;
    if (!existsSync(threads)) return undefined;
    for (const thread of await readdir(threads)) {
      const stat = await readFile(join(threads, thread, "stat"), "utf8");
      const afterName = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (stat.includes("(DedicatedWorker")) ticks += Number(afterName[11]) + Number(afterName[12]);
    }
  }
  return ticks === 0 ? undefined : ticks / 100;
}

/** Of every instance the fastest run, and of all together the least time. */
function fastest(rounds: readonly Round[]): { runs: BalanceRun[]; seconds: number; isCpu: boolean } {
  const runs = (rounds[0]?.runs ?? []).map((first, i) =>
    rounds.reduce((best, round) => {
      const run = round.runs[i] ?? best;
      return run.seconds < best.seconds ? run : best;
    }, first),
  );
  const cpu = rounds.flatMap(({ cpuSeconds }) => cpuSeconds ?? []);
  const isCpu = cpu.length > 0;
  return { runs, seconds: isCpu ? Math.min(...cpu) : runs.reduce((sum, run) => sum + run.seconds, 0), isCpu };
}

const folder = positionals[0] ?? "../shared/data/alb";
if (!existsSync(folder)) {
  console.error(`skipped: the benchmark sets are not at ${folder}`);
} else {
  const instances = [
    ...(await listed(folder, "optima_salbp1.csv", (cycle) => ({ kind: "stations", cycle }))),
    ...(await listed(folder, "optima_salbp2.csv", (stations) => ({ kind: "cycle", stations }))),
  ];
  const data = { instances, steps: Number(values.steps) };
  const node: Round[] = [];
  const browser: Round[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    node.push(await inNode(data));
    browser.push(await inChromium(data));
    console.error(`round ${round + 1} of ${values.rounds}`);
  }
  const [own, other] = [fastest(node), fastest(browser)];
  for (const [i, run] of own.runs.entries()) {
    const there = other.runs[i] ?? run;
    if (run.value !== there.value || run.states !== there.states)
      throw new Error(`${run.name}: ${run.value} (${run.states}) and ${there.value} (${there.states})`);
    console.log(
      `${run.name}: ${run.status} ${run.value}, states ${run.states}, Node ${run.seconds.toFixed(3)} s, Chromium ${there.seconds.toFixed(3)} s`,
    );
  }
  const ratio = other.seconds / own.seconds;
  const clock = own.isCpu && other.isCpu ? "CPU seconds of the worker" : "seconds";
  console.log(
    `${own.runs.length} instances, same states: ${clock}: Node ${own.seconds.toFixed(2)}, Chromium ${other.seconds.toFixed(2)}, ratio ${ratio.toFixed(2)} (at most ${BUDGET})`,
  );
  if (!(ratio <= BUDGET)) process.exitCode = 1;
}
