import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureChromium } from "./chromium.ts";
import { ensureNatsServer } from "./nats-server.ts";

/**
 * The test command: types, lint, format, build, then all tests in Node, in a browser, and on the built page.
 * With `--nightly` the long suites too. The first step that fails ends it.
 */
const nightly = process.argv.includes("--nightly");
const bin = join(import.meta.dirname, "../node_modules/.bin");

function step(title: string, command: string, args: readonly string[]): void {
  console.log(`\n== ${title}`);
  const { status } = spawnSync(join(bin, command), args, {
    stdio: "inherit",
    env: { ...process.env, ...(nightly ? { TAKTWERK_NIGHTLY: "1" } : {}) },
  });
  if (status !== 0) {
    console.error(`\n${title}: failed`);
    process.exit(1);
  }
}

/** What the test runner counted. */
interface TestCounts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
}

try {
  ensureChromium();
  ensureNatsServer();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
step("types", "tsc", ["-b"]);
step("lint", "oxlint", []);
step("format", "oxfmt", ["--check"]);
step("build", "vite", ["build", "--logLevel", "warn"]);
const folder = mkdtempSync(join(tmpdir(), "taktwerk-test-"));
const report = join(folder, "report.json");
step("tests", "vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]);
const counts = JSON.parse(readFileSync(report, "utf8")) as TestCounts;
rmSync(folder, { recursive: true });
console.log(
  `\n${counts.numPassedTests} passed, ${counts.numFailedTests} failed, ${counts.numPendingTests} skipped`,
);
