import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { importAnyFile } from "../../src/balance/import-balance-file.ts";
import { constrainedPlantLine } from "../../src/balance/plant-line.ts";
import { readBalanceFile } from "../../src/balance/read-balance-file.ts";
import { inspectPlant } from "../../src/plant/inspect.ts";
import type { ImportAnswer } from "../../src/plant/import/import-report.ts";

const take = (name: string, text: string): ImportAnswer =>
  importAnyFile([{ name, bytes: new TextEncoder().encode(text) }]);

describe("a balance file becomes a plant", () => {
  test.each(["cockpit", "chassis"])("%s: the plant's line asks for the same as the file", (name) => {
    const text = readFileSync(new URL(`../../scenes/${name}.balance.json`, import.meta.url), "utf8");
    const answer = take(`${name}.balance.json`, text);
    if (!answer.ok) throw new Error(JSON.stringify(answer.report.findings));
    const read = inspectPlant(answer.text);
    const file = readBalanceFile(text);
    if (!read.ok || !file.ok) throw new Error("not read");
    const { plant, warnings } = read.value;
    expect(warnings.filter(({ rule }) => !rule.startsWith("line/"))).toEqual([]);
    const line = plant.balance?.[0];
    if (line === undefined) throw new Error("no line");
    const products = plant.products.map(({ id }) => id);
    const { mostMoves } = file.value.file;
    const given = constrainedPlantLine({ line, products, ...(mostMoves === undefined ? {} : { mostMoves }) });
    const [own, theirs] = [given, file.value.given].map(({ constraints, problem }) => ({
      constraints,
      problem,
    }));
    // Shares are scaled to add up to one in a plant.
    const total = theirs?.constraints.models?.reduce((sum, { share }) => sum + share, 0) ?? 1;
    const models = theirs?.constraints.models?.map((model) => ({ ...model, share: model.share / total }));
    expect(own).toEqual({
      ...theirs,
      constraints: { ...theirs?.constraints, ...(models === undefined ? {} : { models }) },
    });
    expect(plant.elements.filter(({ kind }) => kind === "station").map(({ id }) => id)).toEqual(
      line.stations,
    );
  });

  test("without a takt the longest task gives it, and the report says so", () => {
    const answer = take(
      "x.balance.json",
      JSON.stringify({
        format: "taktwerk-balance",
        version: 1,
        name: "x",
        tasks: [
          { id: "a", time: 4 },
          { id: "b", time: 7 },
        ],
      }),
    );
    expect(answer).toMatchObject({ ok: true });
    expect(answer.report.findings.some(({ rule }) => rule === "import/assumed")).toBe(true);
    expect(answer.ok && JSON.parse(answer.text)).toMatchObject({ balance: [{ takt: 7 }] });
  });

  test("what is wrong in the file is told with its line, and nothing is opened", () => {
    const answer = take(
      "x.balance.json",
      '{"format":"taktwerk-balance","version":1,"name":"x",\n"tasks":[{"id":"a"}]}',
    );
    expect(answer).toMatchObject({ ok: false, report: { findings: [{ line: 2 }] } });
  });

  test("other files go to the other importers", () => {
    expect(take("x.dxf", "0\nSECTION\n").report.format).toBe("dxf");
  });
});
