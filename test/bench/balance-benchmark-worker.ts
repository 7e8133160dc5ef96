/// <reference lib="webworker" />
import { type BalanceBenchmarkData, balanceRuns } from "./balance-runs.ts";

addEventListener("message", ({ data }: MessageEvent<BalanceBenchmarkData>) => {
  postMessage(balanceRuns(data));
});
