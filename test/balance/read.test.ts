import { describe, expect, test } from "vitest";
import type { Result } from "../../src/base/result.ts";
import { checkLine, tickScale } from "../../src/balance/check-line.ts";
import type { LineProblem } from "../../src/balance/line-problem.ts";
import { readAlb } from "../../src/balance/read-alb.ts";
import { readIn2 } from "../../src/balance/read-in2.ts";
import { readLine } from "../../src/balance/read-line.ts";
import { decodeText } from "../../src/balance/read-lines.ts";
import { readTable } from "../../src/balance/read-table.ts";
import type { BareFinding } from "../../src/plant/finding.ts";
import { findingText } from "../../src/plant/finding-text.ts";

/** Findings as "line: message". */
function findings(checked: Result<unknown, BareFinding[]>): string[] {
  if (checked.ok) return [];
  return checked.error.map((finding) => `${finding.line ?? "-"}: ${findingText(finding, "en").message}`);
}

function problem(
  rows: readonly [id: string, time: number][],
  relations: readonly string[] = [],
): LineProblem {
  return {
    name: "line",
    tasks: rows.map(([id, time], k) => ({ id, time, line: k + 1 })),
    precedence: relations.map((relation, k) => {
      const [before = "", after = ""] = relation.split("<");
      return { before, after, line: 10 + k };
    }),
  };
}

describe("Scholl's .IN2", () => {
  test("reads tasks, times and relations, and leaves comments after the end mark alone", () => {
    const read = readIn2("small.IN2", "3\r\n4\r\n\r\n5\r\n6\r\n1,2\r\n1, 3\r\n-1,-1\r\nGr\xfc\xdfe 7,8");
    expect(read).toMatchObject({
      ok: true,
      value: {
        tasks: [
          { id: "1", time: 4, line: 2 },
          { id: "2", time: 5, line: 4 },
          { id: "3", time: 6, line: 5 },
        ],
        precedence: [
          { before: "1", after: "2", line: 6 },
          { before: "1", after: "3", line: 7 },
        ],
      },
    });
  });

  test.each([
    ["", "1: The number of tasks is missing: found “”"],
    ["x\n1", "1: The number of tasks is missing: found “x”"],
    ["2\n4\n", "3: The time of task 2 of 2 is missing or not a number: “”"],
    ["2\n4\n5\n1-2\n-1,-1", "4: “1-2” is no relation"],
    ["2\n4\n5\n1,2\n", "-: The end mark is missing"],
  ])("reports %j", (text, message) => {
    expect(findings(readIn2("wrong.IN2", text))).toEqual([message]);
  });
});

describe("Otto's .alb", () => {
  const good =
    "<number of tasks>\n2\n<cycle time>\n1000\n<order strength>\n0,268\n<task times>\n1 142\n2 34\n<precedence relations>\n1,2\n<end>\n";

  test("reads tasks, relations and the cycle time", () => {
    expect(readAlb("good.alb", good.replaceAll("\n", "\r\n"))).toMatchObject({
      ok: true,
      value: {
        cycle: 1000,
        tasks: [
          { id: "1", time: 142 },
          { id: "2", time: 34 },
        ],
        precedence: [{ before: "1" }],
      },
    });
  });

  test.each([
    [good.replace("<end>", ""), "-: The end mark is missing"],
    [good.replace("2 34\n", ""), "1: 2 tasks are announced, but 1 times are given"],
    [good.replace("2 34", "2 many"), "9: “2 many” is no task with its time"],
    [good.replace("1,2", "1;2"), "11: “1;2” is no relation"],
    [good.replace("<task times>", "<times>"), "-: <task times> is missing"],
    [good.replace("<cycle time>\n1000", "<cycle time>\nslow"), "4: <cycle time> is missing or not a number"],
    [`${good.slice(0, -6)}<cycle time>\n3\n<end>`, "12: Section <cycle time> is given twice"],
  ])("reports a wrong file, case %#", (text, message) => {
    expect(findings(readAlb("wrong.alb", text))).toEqual([message]);
  });
});

describe("a table from a spreadsheet", () => {
  test("with German heading, decimal commas and predecessors in one cell", () => {
    const text = "Vorgang\tDauer (s)\tVorgänger\nA\t12,5\t\nB\t3\tA\nC\t4\tA, B\n";
    expect(readTable("clipboard", text)).toMatchObject({
      ok: true,
      value: {
        tasks: [
          { id: "A", time: 12.5 },
          { id: "B", time: 3 },
          { id: "C", time: 4 },
        ],
        precedence: [
          { before: "A", after: "B" },
          { before: "A", after: "C" },
          { before: "B", after: "C", line: 4 },
        ],
      },
    });
  });

  test("without heading, with semicolons and quoted cells", () => {
    const read = readTable("clipboard", '"fit; door";7;\nseal;2;"fit door"\n');
    expect(read).toMatchObject({ ok: true, value: { tasks: [{ id: "fit; door" }, { id: "seal" }] } });
  });

  test("reports rows without a time, and an empty table", () => {
    expect(findings(readTable("clipboard", "A\t1\nB\tsoon\n"))).toEqual([
      "2: “B\tsoon” is no task with its time",
    ]);
    expect(findings(readTable("clipboard", "\n"))).toEqual(["-: The table has no tasks"]);
  });
});

describe("checking a line", () => {
  test.each([
    ["no tasks", problem([]), ["-: There are no tasks"]],
    [
      "duplicates",
      problem([
        ["a", 1],
        ["a", 2],
      ]),
      ["2: Task “a” is given twice"],
    ],
    ["nameless", problem([["", 1]]), ["1: A task has no name"]],
    ["NaN", problem([["a", Number.NaN]]), ["1: The time of task “a” is not a number"]],
    ["negative", problem([["a", -1]]), ["1: The time of task “a” is negative (-1)"]],
    ["infinite", problem([["a", Infinity]]), ["1: The time of task “a” is not a number"]],
    [
      "overflow",
      problem([["a", 9e8]]),
      ["-: The times are too large or too finely divided to add up exactly"],
    ],
    [
      "too fine",
      problem([["a", 1 / 3]]),
      ["-: The times are too large or too finely divided to add up exactly"],
    ],
    ["unknown", problem([["a", 1]], ["a<z"]), ["10: A relation names the unknown task “z”"]],
    ["itself", problem([["a", 1]], ["a<a"]), ["10: The precedence is circular: “a” → “a”"]],
    [
      "circle",
      problem(
        [
          ["a", 1],
          ["b", 1],
          ["c", 1],
          ["d", 1],
        ],
        ["a<b", "b<c", "d<b", "c<d"],
      ),
      ["11: The precedence is circular: “b” → “c” → “d” → “b”"],
    ],
  ])("reports %s", (_, given, messages) => {
    expect(findings(checkLine(given))).toEqual(messages);
  });

  test("every finding has a remedy, and a place in the source by its line", () => {
    const checked = checkLine(problem([["a", -1]], ["a<q"]));
    expect(checked.ok).toBe(false);
    if (checked.ok) return;
    for (const finding of checked.error) {
      expect(finding.path).toBe("");
      expect(findingText(finding, "de").remedy).not.toBe("");
    }
  });

  test("makes decimal times whole, and leaves redundant relations out", () => {
    const checked = checkLine(
      problem(
        [
          ["a", 1.25],
          ["b", 0.5],
          ["c", 2],
        ],
        ["a<b", "b<c", "a<c", "a<b"],
      ),
    );
    expect(checked.ok && checked.value.ticksPerUnit).toBe(100);
    expect(checked.ok && [...checked.value.graph.time]).toEqual([125, 50, 200]);
    expect(checked.ok && [...checked.value.graph.successor]).toEqual([1, 2]);
    expect([tickScale([1, 2]), tickScale([0.1, 0.7]), tickScale([Math.PI])]).toEqual([1, 10, undefined]);
  });
});

test("bytes that are no UTF-8 are read as Latin-1", () => {
  expect(decodeText(Uint8Array.of(0x47, 0xfc, 0x25))).toBe("Gü%");
  expect(decodeText(new TextEncoder().encode("Gü%"))).toBe("Gü%");
});

test("the reader follows the ending of the name", () => {
  const text = new TextEncoder().encode("1\n5\n-1,-1\n");
  expect(readLine("a.in2", text)).toMatchObject({ ok: true, value: { problem: { tasks: [{ time: 5 }] } } });
  expect(readLine("a.csv", new TextEncoder().encode("a,5\n"))).toMatchObject({ ok: true });
});
