import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Case } from "../experiment/verification/case.ts";
import { type CaseVerdict, verifyCase } from "../experiment/verification/verify-case.ts";
import { type CommandOutput, EXIT, json, number, table } from "./output.ts";

export const VERIFY_USAGE = "taktwerk verify DIR|CASE.json [--json]";

/** Runs every case in a folder. @returns exit status: 1 when any case fails */
export function verifyCommand(args: readonly string[], output: CommandOutput): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { json: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) {
    output.stderr(`usage: ${VERIFY_USAGE}\n`);
    return EXIT.usage;
  }
  const files = caseFiles(path, output);
  if (files === undefined) return EXIT.failed;
  const verdicts: CaseVerdict[] = [];
  for (const file of files) {
    const verdict = verifyFile(file);
    verdicts.push(verdict);
    output.stderr(
      `${verdict.verdict.padEnd(11)} ${verdict.id}${verdict.reason === undefined ? "" : `: ${verdict.reason}`}\n`,
    );
  }
  output.stdout(values.json ? json({ cases: verdicts }) : `${report(verdicts)}\n`);
  return verdicts.some(({ verdict }) => verdict === "failed") ? EXIT.failed : EXIT.done;
}

function caseFiles(path: string, output: CommandOutput): string[] | undefined {
  try {
    if (statSync(path).isFile()) return [path];
    const files = readdirSync(path)
      .filter((name) => name.endsWith(".json") && isCase(join(path, name)))
      .sort()
      .map((name) => join(path, name));
    if (files.length > 0) return files;
    output.stderr(`${path}: no case of schema fvc-1 in this folder; name a folder with such *.json files\n`);
  } catch {
    output.stderr(`${path}: cannot be read; name a folder or a file that exists\n`);
  }
  return undefined;
}

/** A folder of cases may hold other JSON as well. */
function isCase(file: string): boolean {
  try {
    const document: unknown = JSON.parse(readFileSync(file, "utf8"));
    return typeof document === "object" && document !== null && "schema" in document && "model" in document;
  } catch {
    // A broken file is reported as a failed case rather than passed over.
    return true;
  }
}

function verifyFile(file: string): CaseVerdict {
  const failed = (reason: string): CaseVerdict => ({
    id: file,
    verdict: "failed",
    reason,
    replications: 0,
    metrics: [],
  });
  let testCase: Case;
  try {
    testCase = JSON.parse(readFileSync(file, "utf8")) as Case;
  } catch (error) {
    return failed(`not JSON: ${(error as Error).message}`);
  }
  if (
    !Array.isArray(testCase.model?.nodes) ||
    !Array.isArray(testCase.model.links) ||
    !Array.isArray(testCase.expected)
  ) {
    return failed("lacks model.nodes, model.links or expected");
  }
  return verifyCase(testCase);
}

function report(verdicts: readonly CaseVerdict[]): string {
  const rows = [["case", "metric", "node", "expected", "simulated", "± 99.9 %", "verdict"]];
  for (const { id, verdict, metrics, reason } of verdicts) {
    if (metrics.length === 0) rows.push([id, reason ?? "", "", "", "", "", verdict]);
    for (const metric of metrics) {
      const halfWidth = metric.halfWidth === undefined ? "exact" : number(metric.halfWidth);
      rows.push([
        id,
        metric.metric,
        metric.node,
        number(metric.expected),
        number(metric.mean),
        halfWidth,
        metric.verdict,
      ]);
    }
  }
  const count = (verdict: string): number => verdicts.filter((entry) => entry.verdict === verdict).length;
  return `${table(rows)}\n\n${count("passed")} passed, ${count("failed")} failed, ${count("unsupported")} unsupported`;
}
