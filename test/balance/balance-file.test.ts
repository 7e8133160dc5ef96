import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { balanceConstrained } from "../../src/balance/balance-constrained.ts";
import { readBalanceFile } from "../../src/balance/read-balance-file.ts";
import { verifyConstraints } from "../../src/balance/verify-constraints.ts";
import { BALANCE_SCHEMA_FILE, balanceSchemaText } from "../../src/node/write-schema.ts";
import { findingText } from "../../src/plant/finding-text.ts";

const SCENES = ["cockpit", "chassis"];

function sceneText(name: string): string {
  return readFileSync(new URL(`../../scenes/${name}.balance.json`, import.meta.url), "utf8");
}

/** The smallest file, with changes; one member a line. */
function file(changes: object): string {
  const base = {
    format: "taktwerk-balance",
    version: 1,
    name: "line",
    tasks: [
      { id: "a", time: 4 },
      { id: "b", time: 5, predecessors: ["a"] },
    ],
  };
  return JSON.stringify({ ...base, ...changes }, undefined, 1);
}

/** Findings as "line path: message". */
function findings(text: string): string[] {
  const read = readBalanceFile(text);
  if (read.ok) return [];
  return read.error.map((finding) => {
    expect(findingText(finding, "de").remedy).not.toBe("");
    return `${finding.line ?? "-"} ${finding.path}: ${findingText(finding, "en").message}`;
  });
}

describe("balance files", () => {
  test.each(SCENES)("scenes/%s.balance.json is read, balanced and verified", (name) => {
    const read = readBalanceFile(sceneText(name));
    if (!read.ok) throw new Error(read.error.map(({ rule, path }) => `${rule} ${path}`).join("; "));
    const { given, cycle } = read.value;
    const run = balanceConstrained(given, cycle!, { now: () => 0, timeLimit: Infinity });
    let step = run.next();
    while (step.done !== true) step = run.next();
    expect(step.value).toMatchObject({ ok: true, value: { status: "optimal" } });
    if (!step.value.ok) return;
    const { assignment, plan } = step.value.value;
    expect(verifyConstraints(given, assignment, cycle!, plan)).toEqual([]);
  });

  test("every member reaches the line", () => {
    const tasks = [
      {
        id: "a",
        time: 4,
        timeByModel: { m: 3 },
        deviation: 2,
        skills: ["s"],
        equipment: ["e"],
        zone: "front",
        loads: { points: 2 },
        stations: [1, 2],
        station: 1,
      },
      { id: "b", time: 5, predecessors: ["a"], zone: "rear", station: 2 },
    ];
    const more = {
      cycle: 9,
      tasks,
      models: [{ id: "m", share: 1 }],
      overload: 0.1,
      together: [["a", "b"]],
      apart: [["a", "b"]],
      zonesApart: [["front", "rear"]],
      loadLimits: [{ name: "points", most: 3 }],
      certainty: 0.9,
      mostMoves: 1,
      mostParallel: 2,
      workers: [{ id: "w", count: 2, skills: ["s"], pace: 1.1, cannot: ["b"], cost: 3 }],
      stationTypes: [{ id: "t", count: 1, equipment: ["e"], cost: 4 }],
      setups: { forward: [{ from: "a", to: "b", time: 1 }], backward: [] },
      budget: 20,
    };
    const read = readBalanceFile(file(more));
    expect(read).toEqual({
      ok: true,
      value: {
        cycle: 9,
        file: JSON.parse(file(more)),
        given: {
          problem: {
            name: "line",
            cycle: 9,
            tasks: [
              { id: "a", time: 4 },
              { id: "b", time: 5 },
            ],
            precedence: [{ before: "a", after: "b" }],
          },
          constraints: {
            models: [{ id: "m", share: 1, times: { a: 3 } }],
            overload: 0.1,
            together: [["a", "b"]],
            apart: [["a", "b"]],
            zones: { of: { a: "front", b: "rear" }, apart: [["front", "rear"]] },
            loadLimits: [{ name: "points", most: 3, amounts: { a: 2 } }],
            stochastic: { certainty: 0.9, variances: { a: 4 } },
            skills: { a: ["s"] },
            equipment: { a: ["e"] },
            allowedStations: { a: [1, 2] },
            today: { assignment: [["a"], ["b"]], mostMoves: 1 },
            mostParallel: 2,
            budget: 20,
            workers: more.workers,
            stationTypes: more.stationTypes,
            setups: more.setups,
          },
        },
      },
    });
  });

  test.each<[string, string[]]>([
    ["", ["1 : The file is empty"]],
    ["{", ["1 : This is not valid JSON: a closing } was expected"]],
    ["[]", ["1 : This is no balance file: “format” is missing instead of “taktwerk-balance”"]],
    [
      file({ format: "taktwerk-plant" }),
      ["2 /format: This is no balance file: “format” is “taktwerk-plant” instead of “taktwerk-balance”"],
    ],
    [file({ version: 7 }), ["3 /version: The file has version 7; this Taktwerk reads versions up to 1"]],
    [file({ cycel: 4 }), ["18 /cycel: The member “cycel” is not known here"]],
    [file({ tasks: [{ id: "a", time: -1 }] }), ["8 /tasks/0/time: “time” is -1, which is too small"]],
    [file({ tasks: [] }), ["5 /tasks: “tasks” has 0 entries; it needs at least 1"]],
    [
      file({
        tasks: [
          { id: "weld", time: 1, predecessors: ["wled"] },
          { id: "weld", time: 2 },
        ],
      }),
      [
        "14 /tasks/1/id: “weld” is given twice",
        "10 /tasks/0/predecessors/0: There is no task “wled”; perhaps “weld” is meant",
      ],
    ],
    [
      file({ tasks: [{ id: "a", time: 1, predecessors: ["a"] }] }),
      ["1 : The precedence is circular: “a” → “a”"],
    ],
    [
      file({
        tasks: [{ id: "a", time: 1, side: "left", deviation: 1, loads: { kg: 1 }, timeByModel: { m: 1 } }],
      }),
      [
        "15 /tasks/0/timeByModel/m: There is no model “m”",
        "12 /tasks/0/loads/kg: There is no load limit “kg”",
        "10 /tasks/0/deviation: “deviation” means nothing without “certainty”",
        "9 /tasks/0/side: “side” means nothing without “isTwoSided”",
      ],
    ],
    [file({ apart: [["a", "z"]] }), ["21 /apart/0/1: There is no task “z”"]],
    [
      file({ zonesApart: [["x", "y"]] }),
      ["20 /zonesApart/0/0: There is no zone “x”", "21 /zonesApart/0/1: There is no zone “y”"],
    ],
    [
      file({ setups: { forward: [{ from: "a", to: "q", time: 1 }] } }),
      ["22 /setups/forward/0/to: There is no task “q”"],
    ],
    [
      file({ workers: [{ id: "w", cannot: ["q"], times: { r: 1 } }] }),
      ["25 /workers/0/times/r: There is no task “r”", "22 /workers/0/cannot/0: There is no task “q”"],
    ],
    [file({ budget: 5 }), ["18 /budget: “budget” means nothing without “stationTypes”"]],
    [file({ mostMoves: 5 }), ["18 /mostMoves: “mostMoves” means nothing without “station”"]],
    [
      file({ isTwoSided: true, isUShaped: true }),
      ["1 : A two-sided line and a U-shaped line cannot be combined"],
    ],
  ])("reports what is wrong with its path and line, case %#", (text, expected) => {
    expect(findings(text)).toEqual(expected);
  });

  test("never throws, whatever is cut off or changed", () => {
    const text = sceneText("cockpit");
    for (let k = 0; k < text.length; k += 97) {
      expect(() => readBalanceFile(text.slice(0, k))).not.toThrow();
      expect(() => readBalanceFile(`${text.slice(0, k)}null${text.slice(k + 3)}`)).not.toThrow();
      expect(() => readBalanceFile(`${text.slice(0, k)}-1e99${text.slice(k + 1)}`)).not.toThrow();
    }
  });

  test("scenes/balance.schema.json is what the code says; if not, run npm run schema", () => {
    expect(readFileSync(BALANCE_SCHEMA_FILE, "utf8")).toBe(balanceSchemaText());
  });
});
