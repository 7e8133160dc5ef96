import { describe, expect, test } from "vitest";
import { changeText } from "../../../src/experiment/study/change-text.ts";
import { inspectStudy } from "../../../src/experiment/study/read-study.ts";
import { STUDY_RULES } from "../../../src/experiment/study/study-rules.ts";
import { STUDY_TEXTS, studyFindingText } from "../../../src/experiment/study/study-texts.ts";
import { findingsOf, LINE, studyOf, studyText } from "./study-text.ts";

/** The changes of one scenario in words. */
function words(changes: Record<string, unknown>, language: "en" | "de" = "en"): string[] {
  const { plant, scenarios } = studyOf({ scenarios: [{ id: "base" }, { id: "s", changes }] });
  const scenario = scenarios[1];
  if (scenario === undefined) throw new Error("no scenario");
  return scenario.changes.map((change) => changeText(change, plant, scenario.plant, language));
}

describe("scenarios in the short form", () => {
  test.each([
    [
      { "elements/B3/capacity": 8 },
      ["Buffer B3: capacity 4 → 8 parts"],
      ["Puffer B3: Kapazität 4 → 8 Teile"],
    ],
    [
      { "elements/B3/capacity": null },
      ["Buffer B3: capacity 4 parts → none"],
      ["Puffer B3: Kapazität 4 Teile → keine"],
    ],
    [
      { "elements/M2/cycleTime": { $times: 0.9 } },
      ["Station M2: cycle time 9 → 8.1 s"],
      ["Station M2: Taktzeit 9 → 8,1 s"],
    ],
    [
      { "elements/M1/cycleTime": { $times: 0.5 } },
      ["Station M1: cycle time mean 10 → 5 s"],
      ["Station M1: Taktzeit Mittelwert 10 → 5 s"],
    ],
    [
      { "elements/M1/cycleTime": 8 },
      ["Station M1: cycle time exponential (mean 10) → 8 s"],
      ["Station M1: Taktzeit exponentialverteilt (Mittelwert 10) → 8 s"],
    ],
    [
      { "elements/M2/failures/stop/timeToRepair/mean": 20 },
      ["Station M2: failure stop repair time mean 40 → 20 s"],
      ["Station M2: Störung stop Reparaturdauer Mittelwert 40 → 20 s"],
    ],
    [{ "elements/M1/servers": 2 }, ["Station M1: servers none → 2"], ["Station M1: Bedienplätze keine → 2"]],
    [
      {
        "elements/B4": { ...LINE.elements[1], id: "B4" },
        "connections/M2 > out": null,
        "connections/M2 -> B4": true,
        "connections/B4 → out": true,
      },
      [
        "Buffer B4 added",
        "Connection M2 → out removed",
        "Connection M2 → B4 added",
        "Connection B4 → out added",
      ],
      [
        "Puffer B4 hinzugefügt",
        "Verbindung M2 → out entfernt",
        "Verbindung M2 → B4 hinzugefügt",
        "Verbindung B4 → out hinzugefügt",
      ],
    ],
    [
      {
        "calendars/day": {
          id: "day",
          working: [{ start: 0, end: 28_800 }],
          period: 86_400,
          interruption: "resume",
        },
        "elements/M1/calendar": "day",
      },
      ["Shift calendar day added", "Station M1: shift calendar none → day"],
      ["Schichtkalender day hinzugefügt", "Station M1: Schichtkalender keine → day"],
    ],
  ])("%j", (changes, en, de) => {
    expect(new Set(words(changes))).toEqual(new Set(en));
    expect(new Set(words(changes, "de"))).toEqual(new Set(de));
  });

  test("a scenario without changes is the plant itself, and shares it", () => {
    const { plant, scenarios } = studyOf();
    expect(scenarios[0]?.plant).toBe(plant);
    expect(scenarios[0]?.changes).toEqual([]);
  });

  test("the diff of a scenario is the editor's form, and read again it gives the same plant", () => {
    const { scenarios } = studyOf();
    const again = studyOf({ scenarios: [{ id: "base" }, { id: "more", diff: scenarios[1]?.diff }] });
    expect(again.scenarios[1]?.plant).toEqual(scenarios[1]?.plant);
    expect(again.warnings).toEqual([]);
  });
});

describe("what is wrong with a study is told with place and remedy", () => {
  const scenario = (more: object): Record<string, unknown> => ({
    scenarios: [{ id: "base" }, { id: "s", ...more }],
  });
  test.each<[string, string, Record<string, unknown>]>([
    ["study/format", "/format", { format: "taktwerk-plant" }],
    ["study/newer", "/version", { version: 99 }],
    ["study/plantUnreadable", "/plant", { plant: "nowhere.plant.json" }],
    ["study/plantErrors", "/plant", { plant: { ...LINE, connections: [{ from: "in", to: "nowhere" }] } }],
    ["study/scenarioTwice", "/scenarios/1/id", { scenarios: [{ id: "a" }, { id: "a" }] }],
    ["study/scenarioBoth", "/scenarios/1", scenario({ changes: {}, diff: {} })],
    ["study/scenarioPlant", "/scenarios/1", scenario({ changes: { "elements/B3/capacity": -1 } })],
    ["study/scenarioPlant", "/scenarios/1", scenario({ changes: { "elements/B3": null } })],
    [
      "study/scenarioDiff",
      "/scenarios/1/diff/elements",
      scenario({ diff: { elements: { added: [{ at: 0, item: {} }] } } }),
    ],
    ["study/unknownScenario", "/baseline", { baseline: "c" }],
    [
      "study/changeTarget",
      "/scenarios/1/changes/elements~1B9~1capacity",
      scenario({ changes: { "elements/B9/capacity": 3 } }),
    ],
    [
      "study/changeTarget",
      "/scenarios/1/changes/elements~1B9",
      scenario({ changes: { "elements/B9": null } }),
    ],
    [
      "study/changeTarget",
      "/scenarios/1/changes/elements~1M1~1failures~1x",
      scenario({ changes: { "elements/M1/failures/x": 3 } }),
    ],
    [
      "study/changeValue",
      "/scenarios/1/changes/elements~1B9",
      scenario({ changes: { "elements/B9": { id: "B8" } } }),
    ],
    [
      "study/changeTimes",
      "/scenarios/1/changes/elements~1M1~1id",
      scenario({ changes: { "elements/M1/id": { $times: 2 } } }),
    ],
    [
      "study/changeTimes",
      "/scenarios/1/changes/elements~1M1~1cycleTime",
      scenario({ changes: { "elements/M1/cycleTime": { $times: -2 } } }),
    ],
    [
      "study/changeShifts",
      "/scenarios/1/changes/elements~1M1",
      scenario({ changes: { "elements/M1": { $shifts: { shifts: ["early"] } } } }),
    ],
    [
      "study/responseTwice",
      "/responses/1/id",
      {
        responses: [
          { id: "a", measure: "wip" },
          { id: "a", measure: "wip" },
        ],
      },
    ],
    [
      "study/measure",
      "/responses/0/measure",
      { responses: [{ id: "a", measure: "stations/M9/utilisation" }] },
    ],
    ["study/measure", "/responses/0/measure", { responses: [{ id: "a", measure: "stations/M1" }] }],
    [
      "study/unknownResponse",
      "/comparisons/0/response",
      { comparisons: [{ method: "paired", response: "x" }] },
    ],
    [
      "study/unknownResponse",
      "/run/precision/response",
      { run: { precision: { response: "x", relative: 0.1 } } },
    ],
    [
      "study/direction",
      "/comparisons/0/response",
      {
        responses: [{ id: "b", measure: "stations/M1/states/blocked" }],
        comparisons: [{ method: "best", response: "b" }],
      },
    ],
    [
      "study/statistic",
      "/comparisons/0/response",
      {
        responses: [{ id: "q", measure: "wip", statistic: { quantile: 0.9 } }],
        comparisons: [{ method: "paired", response: "q" }],
      },
    ],
    ["study/warmup", "/run/warmup", { run: { horizon: 100, warmup: 100 } }],
    ["study/precision", "/run/precision", { run: { precision: { response: "wip" } } }],
    [
      "study/batches",
      "/comparisons/0",
      {
        run: { method: "batchMeans" },
        comparisons: [{ method: "paired", response: "wip" }],
      },
    ],
    [
      "study/tooFew",
      "/comparisons/0",
      { comparisons: [{ method: "select", response: "throughput", indifference: 1 }] },
    ],
    ["schema/unknownKey", "/scenarios/1/frobnicate", scenario({ frobnicate: {} })],
    ["schema/missing", "/scenarios", { scenarios: undefined }],
  ])("%s at %s", (rule, path, more) => {
    const findings = findingsOf(more);
    const finding = findings.find((one) => one.rule === rule);
    expect(finding, `findings: ${JSON.stringify(findings)}`).toBeDefined();
    if (rule !== "schema/missing") expect(finding?.path).toBe(path);
    expect(finding?.line).toBeGreaterThan(0);
    if (finding === undefined) return;
    for (const language of ["en", "de"] as const) {
      const { message, remedy } = studyFindingText(finding, language);
      expect(message + remedy).not.toMatch(/\{\w+\}|undefined|\[object/);
      expect(remedy.length).toBeGreaterThan(3);
    }
  });

  test("every rule has texts in both languages, with the same values", () => {
    for (const { id } of STUDY_RULES) {
      const [en, de] = [STUDY_TEXTS.en[id], STUDY_TEXTS.de[id]];
      const values = (texts: readonly string[] | undefined): string[] =>
        [...new Set((texts ?? []).join(" ").match(/\{\w+\}/g))].sort();
      expect(en, `English text of ${id}`).toBeDefined();
      expect(values(de), `German values of ${id}`).toEqual(values(en));
    }
    expect(Object.keys(STUDY_TEXTS.en).length).toBe(STUDY_RULES.length);
  });

  test("any text is answered, none throws", () => {
    for (const text of [
      "",
      "null",
      "[]",
      "{",
      '{"format":"taktwerk-study"}',
      studyText().slice(0, 500),
      "\uFEFF{}",
    ]) {
      const read = inspectStudy(text, () => undefined);
      expect(read.ok).toBe(false);
    }
  });

  test("the plant can be a file beside the study", () => {
    const text = studyText({ plant: "line.plant.json" });
    const read = inspectStudy(text, (path) =>
      path === "line.plant.json" ? JSON.stringify(LINE) : undefined,
    );
    expect(read.ok && read.value.plant).toEqual(LINE);
  });
});
