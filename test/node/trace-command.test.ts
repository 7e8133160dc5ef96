import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Interval } from "../../src/experiment/analysis/interval.ts";
import type { EventRecord } from "../../src/sim/kernel/trace.ts";
import type { BreakpointHit } from "../../src/sim/trace/breakpoint.ts";
import type { CauseChain, Root } from "../../src/sim/trace/cause.ts";
import type { PartLife } from "../../src/sim/trace/part-life.ts";
import { command } from "./command-output.ts";

const scene = (name: string): string => join(import.meta.dirname, `../../scenes/${name}.plant.json`);

interface TraceDocument {
  time: number;
  events: number;
  stop: { reason: string } & Partial<BreakpointHit>;
  why?: CauseChain & { text: string; rootText: string };
  life?: PartLife;
  tail: EventRecord[];
}

async function traced(...args: string[]): Promise<TraceDocument> {
  const { status, stdout, stderr } = await command("trace", ...args, "--json");
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return JSON.parse(stdout) as TraceDocument;
}

describe("trace", () => {
  test("stops where a station is blocked, and follows that to a failure down the line", async () => {
    const answer = await traced(scene("body-shop"), "--break", "ML030:blocked");
    expect(answer.stop).toMatchObject({
      reason: "breakpoint",
      breakpoint: { id: "ML030", state: "blocked" },
    });
    expect(answer.why?.root.cause).toBe("failure");
    expect(answer.why?.steps.length).toBeGreaterThan(2);
    expect(answer.why?.text).toMatch(/^ML030 is blocked with \S+ ← .* has failed \(\w+\)$/);
    expect(answer.tail.at(-1)).toMatchObject({ element: "ML030", kind: "finish", time: answer.time });
  });

  test("runs until a condition holds, to a time, or for so many events", async () => {
    const condition = await traced(scene("hello-line"), "--until", 'content("between") == 4 && time > 3600');
    expect(condition.stop).toMatchObject({ reason: "breakpoint", breakpoint: { on: "condition" } });
    expect(condition.time).toBeGreaterThan(3600);
    const time = await traced(scene("hello-line"), "--why", "second", "--at", "2h");
    expect(time).toMatchObject({ stop: { reason: "time" }, time: 7200 });
    expect(time.why?.element).toBe("second");
    const counted = await traced(scene("hello-line"), "--stop-after-events", "50", "--tail", "3");
    expect(counted.events).toBe(50);
    expect(counted.tail).toHaveLength(3);
  });

  test("tells the life of a part, who carried it and what it waited for", async () => {
    const { life } = await traced(scene("agv-lane"), "--part", "sheets#9", "--at", "4h");
    expect(life).toMatchObject({ part: "sheets#9", end: "finished" });
    expect(life?.stays.some(({ kind, by }) => kind === "transport" && /^agv\/\d$/.test(by ?? ""))).toBe(true);
    const { stdout } = await command("trace", scene("agv-lane"), "--part", "sheets#9", "--at", "4h");
    expect(stdout).toContain("% of its life");
    expect(stdout).toMatch(/^press +.* worked on$/m);
  });

  test.each([
    [["--why", "secnd"], "there is no element secnd; did you mean second?"],
    [["--break", "first:broken"], "“broken” is neither a state"],
    [["--at", "soon"], "--at wants a time"],
    [["--tail", "many"], "want whole numbers"],
  ])("says what is wrong with %j", async (args, problem) => {
    const { status, stderr, stdout } = await command("trace", scene("hello-line"), ...args);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(problem);
  });

  test("says what is wrong with a condition, and names a part that never came", async () => {
    const wrong = await command("trace", scene("hello-line"), "--until", 'state("first") == "broken"');
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).toContain("No state is called “broken”");
    const never = await command("trace", scene("hello-line"), "--part", "raw#9", "--at", "1s");
    expect(never.status).toBe(1);
    expect(never.stderr).toContain("no part raw#9 has come by 1 s; parts are called raw#NUMBER");
  });
});

describe("simulate --ledger", () => {
  interface Ledger {
    constraint: string;
    found: boolean;
    planned: Interval;
    productive: Interval;
    idealUnits: Interval;
    units: Interval;
    losses: { root: Root; seconds: Interval; units: Interval; text: string }[];
  }

  async function ledgerOf(...args: string[]): Promise<Ledger> {
    const { stdout, status } = await command(
      "simulate",
      scene("machining"),
      "--horizon",
      "8h",
      "--warmup",
      "1h",
      ...args,
      "--json",
    );
    expect(status).toBe(0);
    return (JSON.parse(stdout) as { ledger: Ledger }).ledger;
  }

  test("adds up to the gap between ideal and actual output, with intervals", async () => {
    const ledger = await ledgerOf("--replications", "3", "--ledger");
    expect(ledger).toMatchObject({ found: true, planned: { mean: 7 * 3600 }, idealUnits: { mean: 840 } });
    const lost = ledger.losses.reduce((sum, { units }) => sum + units.mean, 0);
    expect(ledger.units.mean + lost).toBeCloseTo(840, 6);
    expect(ledger.losses.some(({ root }) => root.cause === "failure")).toBe(true);
    expect(ledger.losses.every(({ seconds }) => (seconds.halfWidth ?? -1) >= 0)).toBe(true);
  });

  test("takes a constraint and an ideal cycle, and prints a table from ideal to actual output", async () => {
    const named = await ledgerOf(
      "--replications",
      "1",
      "--ledger",
      "--constraint",
      "OP160",
      "--ideal",
      "25s",
    );
    expect(named).toMatchObject({ constraint: "OP160", found: false });
    // Each unit takes 30 s, of which 25 are ideal.
    expect(named.losses.find(({ root }) => root.cause === "speed")?.seconds.mean).toBeCloseTo(
      named.units.mean * 5,
      3,
    );
    const { stdout } = await command(
      "simulate",
      scene("machining"),
      "--horizon",
      "2h",
      "--warmup",
      "0s",
      "--replications",
      "2",
      "--ledger",
    );
    expect(stdout).toMatch(/^ideal output .* 100 .* 120.00 ± 0.00$/m);
    expect(stdout).toMatch(/^failure of OP\d+: stop /m);
    expect(stdout).toMatch(/^actual output /m);
  });

  test.each([
    [["--constraint", "OP16"], "there is no station OP16; did you mean"],
    [["--ideal", "0s"], "--ideal wants a duration above 0"],
  ])("says what is wrong with %j", async (args, problem) => {
    const { status, stderr } = await command("simulate", scene("machining"), "--ledger", ...args);
    expect(status).toBe(2);
    expect(stderr).toContain(problem);
  });
});
