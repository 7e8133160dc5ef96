import type { BalanceBenchmarkData, BalanceRun } from "./balance-runs.ts";

declare global {
  interface Window {
    benchData?: BalanceBenchmarkData;
    balanceBenchmark?: readonly BalanceRun[];
  }
}

const worker = new Worker(new URL("./balance-benchmark-worker.ts", import.meta.url), { type: "module" });
worker.addEventListener("error", (event) => {
  throw new Error(event.message);
});
worker.addEventListener("message", ({ data }: MessageEvent<readonly BalanceRun[]>) => {
  window.balanceBenchmark = data;
});
worker.postMessage(window.benchData, []);
