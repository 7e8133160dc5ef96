import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import type { BalanceGoal } from "../../src/balance/balance-line.ts";
import { readLine } from "../../src/balance/read-line.ts";
import type { BalanceBenchmarkData, BalanceInstance, BalanceRun } from "./balance-runs.ts";
import { openBenchPage } from "./open-bench-page.ts";

const PAGE = "test/bench/balance-benchmark.html";

/** The browser may take so many times as long as Node. */
const BUDGET = 1.3;

/**
 * every: one instance of so many in the lists; limit: time for an instance, s; rounds: of which the fastest run of each
 * instance counts, Node and Chromium in turn, so that other programs on the machine distort neither.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    every: { type: "string", default: "7" },
    limit: { type: "string", default: "10" },
    rounds: { type: "string", default: "3" },
  },
});

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
function inNode(data: BalanceBenchmarkData): Promise<BalanceRun[]> {
  const code = `
    const { parentPort, workerData } = require("node:worker_threads");
    import(workerData.address).then(({ balanceRuns }) => parentPort.postMessage(balanceRuns(workerData.data)));`;
  const address = new URL("./balance-runs.ts", import.meta.url).href;
  return new Promise((resolve, reject) => {
    const worker = new Worker(code, { eval: true, workerData: { address, data } });
    worker.on("message", resolve);
    worker.on("error", reject);
  });
}

/** Of every instance the fastest run. */
function fastest(rounds: readonly (readonly BalanceRun[])[]): BalanceRun[] {
  return (rounds[0] ?? []).map((first, i) =>
    rounds.reduce((best, round) => {
      const run = round[i] ?? best;
      return run.seconds < best.seconds ? run : best;
    }, first),
  );
}

const folder = positionals[0] ?? "../shared/data/alb";
if (!existsSync(folder)) {
  console.error(`skipped: the benchmark sets are not at ${folder}`);
} else {
  const instances = [
    ...(await listed(folder, "optima_salbp1.csv", (cycle) => ({ kind: "stations", cycle }))),
    ...(await listed(folder, "optima_salbp2.csv", (stations) => ({ kind: "cycle", stations }))),
  ];
  const data = { instances, limit: Number(values.limit) };
  const node: (readonly BalanceRun[])[] = [];
  const browser: (readonly BalanceRun[])[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    node.push(await inNode(data));
    browser.push([
      ...(await openBenchPage(PAGE, () => window.balanceBenchmark, { data, patience: 1_200_000 })),
    ]);
    console.error(`round ${round + 1} of ${values.rounds}`);
  }
  const [own, other] = [fastest(node), fastest(browser)];
  let [nodeSeconds, browserSeconds, compared] = [0, 0, 0];
  for (const [i, run] of own.entries()) {
    const there = other[i] ?? run;
    // Where the time was up, it is the same for both by definition.
    const isProven = run.status === "optimal" && there.status === "optimal";
    if (isProven && run.value !== there.value)
      throw new Error(`${run.name}: ${run.value} and ${there.value}`);
    const note = isProven ? "" : ` (${run.status}, ${there.status}: not counted)`;
    console.log(
      `${run.name}: Node ${run.seconds.toFixed(3)} s, Chromium ${there.seconds.toFixed(3)} s, states ${run.states}, ${there.states}${note}`,
    );
    if (!isProven) continue;
    nodeSeconds += run.seconds;
    browserSeconds += there.seconds;
    compared++;
  }
  const ratio = browserSeconds / nodeSeconds;
  console.log(
    `${compared} instances proven by both: Node ${nodeSeconds.toFixed(2)} s, Chromium ${browserSeconds.toFixed(2)} s, ratio ${ratio.toFixed(2)} (at most ${BUDGET})`,
  );
  if (!(ratio <= BUDGET)) process.exitCode = 1;
}
