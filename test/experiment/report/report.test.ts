import { describe, expect, test } from "vitest";
import { escape, intervalChart } from "../../../src/experiment/report/charts.ts";
import { experimentCsv } from "../../../src/experiment/report/experiment-csv.ts";
import { experimentReport } from "../../../src/experiment/report/experiment-report.ts";
import { REPORT_TEXTS } from "../../../src/experiment/report/report-texts.ts";
import { studyOfReport } from "../../../src/experiment/report/study-of-report.ts";
import { niceTicks } from "../../../src/base/ticks.ts";
import { differencesOf, portableStudy } from "../../../src/experiment/report/verify-result.ts";
import type { ExperimentResult } from "../../../src/experiment/run/answer.ts";
import { InlineExecutor } from "../../../src/experiment/run/executor.ts";
import { runStudy } from "../../../src/experiment/run/run-study.ts";
import { inspectStudy, type ReadStudy } from "../../../src/experiment/study/read-study.ts";
import { STATES } from "../../../src/plant/states.ts";
import { studyOf } from "../study/study-text.ts";

const STUDY = {
  name: 'Line </script><script>alert("1")</script> & more',
  question: "Is <b>B3</b> too small?",
  comparisons: [
    { method: "paired", response: "throughput" },
    { method: "allPairs", response: "wip" },
    { method: "best", response: "throughput" },
  ],
  responses: [{ id: "chance", name: "Chance of 300", measure: "finished", statistic: { atLeast: 300 } }],
};

async function made(): Promise<{ read: ReadStudy; result: ExperimentResult }> {
  const read = studyOf(STUDY);
  return { read, result: await runStudy(read, new InlineExecutor(), { now: () => 0 }) };
}

describe("the report", () => {
  test("has a name for every state of a station", () => {
    for (const { stateNames } of Object.values(REPORT_TEXTS)) {
      expect(new Set(stateNames).size).toBe(STATES.length);
    }
  });

  test("is one file that needs nothing else, and whatever the study says in it stays text", async () => {
    const { read, result } = await made();
    for (const language of ["en", "de"] as const) {
      const html = experimentReport(result, portableStudy(read.study, read.plant, result), language);
      expect(html).toContain(`<html lang="${language}">`);
      expect(html).not.toMatch(/<(?:link|img|script src|iframe)|https?:\/\/(?!www\.w3\.org)|@import|url\(/);
      expect(html.match(/<script/g)).toHaveLength(1);
      expect(html).not.toContain("<b>B3");
      expect(html).toContain("Is &lt;b&gt;B3&lt;/b&gt; too small?");
      expect(html).not.toMatch(/undefined|NaN|\[object/);
      for (const word of [
        result.hash,
        result.engine,
        "Chance of 300",
        ...result.scenarios.map(({ hash }) => hash),
      ])
        expect(html).toContain(word);
      const charts = html.match(/<svg /g) ?? [];
      // Five figures, three comparisons, the course over time, the states.
      expect(charts).toHaveLength(10);
    }
    const german = experimentReport(result, portableStudy(read.study, read.plant, result), "de");
    expect(german).toContain("Puffer B3: Kapazität 4 → 8 Teile");
    expect(german).toContain("Durchsatz, Teile/h");
  });

  test("has targets with their line, and deadlines with their dates, in both languages, and so has the table", async () => {
    const read = studyOf({
      targets: [{ response: "throughput", factor: 1.3 }],
      deadlines: [{ id: "friday", name: "By noon", parts: 100, by: 2400 }],
    });
    const result = await runStudy(read, new InlineExecutor(), { now: () => 0 });
    const portable = portableStudy(read.study, read.plant, result);
    const [en, de] = (["en", "de"] as const).map((language) => experimentReport(result, portable, language));
    expect(en).toContain("<h3>Throughput: line at +30 %</h3>");
    expect(en).toContain("<h3>By noon: 100 parts, by week 1 Mon 06:40</h3>");
    expect(de).toContain("<h3>By noon: 100 Teile, bis Woche 1 Mo 06:40</h3>");
    expect(en).not.toMatch(/undefined|NaN|\[object/);
    const csv = experimentCsv(result);
    const [target] = result.targets ?? [];
    expect(csv).toContain(`target,more,base,throughput,"ratio, line at 1.3",1,,${target?.rows[0]?.ratio},`);
    expect(csv.match(/^deadline,.*,chance,1,/gm)).toHaveLength(2);
    expect(csv.match(/^deadline,.*,date of 9 in 10,s,/gm)).toHaveLength(2);
  });

  test("carries the study: run again it gives the same hash", async () => {
    const { read, result } = await made();
    const html = experimentReport(result, portableStudy(read.study, read.plant, result), "en");
    const again = inspectStudy(studyOfReport(html) ?? "", () => undefined);
    if (!again.ok) throw new Error(JSON.stringify(again.error));
    expect(again.value.study.result?.hash).toBe(result.hash);
    const now = await runStudy(again.value, new InlineExecutor(), { now: () => 0 });
    expect(differencesOf(again.value.study.result ?? { engine: "", hash: "" }, now)).toEqual([]);
    expect(studyOfReport("<html></html>")).toBeUndefined();
  });

  test("what differs is told: which scenario, which engine", async () => {
    const { result } = await made();
    const scenarios = Object.fromEntries(result.scenarios.map(({ id, hash }) => [id, hash]));
    const kept = { engine: "0.0.9", hash: "x", scenarios: { ...scenarios, more: "y", old: "z" } };
    const words = differencesOf(kept, result).map(({ en }) => en);
    expect(words).toHaveLength(4);
    expect(words[0]).toBe(`result hash x, now ${result.hash}`);
    expect(words[1]).toBe("engine 0.0.9, now 0.1.0");
    expect(words[2]).toBe(`scenario more: y, now ${scenarios["more"]}`);
    expect(words[3]).toBe("scenario old is gone");
  });
});

describe("the table", () => {
  test("has every figure, every value and every difference, with units", async () => {
    const { result } = await made();
    const rows = experimentCsv(result)
      .trimEnd()
      .split("\r\n")
      .map((line) => line.split(","));
    const [head = []] = rows;
    const records = rows.slice(1).map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])));
    const kinds = (kind: string): number => records.filter((record) => record["kind"] === kind).length;
    expect([kinds("figure"), kinds("value"), kinds("difference"), kinds("best")]).toEqual([10, 40, 2, 2]);
    const figure = records.find(({ scenario, response }) => scenario === "more" && response === "throughput");
    expect(Number(figure?.["value"])).toBe(result.scenarios[1]?.kpis["throughput"]?.mean);
    expect(figure).toMatchObject({ unit: "parts/h", statistic: "mean", count: "4" });
  });
});

describe("charts", () => {
  test("ticks are round, and enclose what they scale", () => {
    expect(niceTicks(0, 10)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(niceTicks(97.1, 101.9)).toEqual([97, 98, 99, 100, 101, 102]);
    expect(niceTicks(-0.03, 0.11).at(0)).toBeLessThanOrEqual(-0.03);
    expect(niceTicks(5, 5).length).toBeGreaterThan(1);
    expect(niceTicks(0, 0).length).toBeGreaterThan(1);
    expect(niceTicks(0.1, 0.3)).toContain(0.15);
  });

  test("a figure that does not exist has no mark, and no chart is drawn of none", () => {
    const nothing = { label: "x", mean: Number.NaN, low: undefined, high: undefined };
    expect(intervalChart([nothing], "axis", String)).toBe("");
    const one = intervalChart([nothing, { label: "y", mean: 1, low: 0.5, high: 2 }], "axis", String, [0]);
    expect(one.match(/<circle/g)).toHaveLength(1);
    expect(one).toContain('class="zero"');
    expect(escape(`<a "b" & c>`)).toBe("&lt;a &quot;b&quot; &amp; c&gt;");
  });
});
