import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findingText } from "../../../src/plant/finding-text.ts";
import { importFiles, type ImportOptions } from "../../../src/plant/import/import-file.ts";
import type { ImportAnswer, ImportReport } from "../../../src/plant/import/import-report.ts";
import { readPlant } from "../../../src/plant/read.ts";
import type { Element, Plant } from "../../../src/plant/schema.ts";
import { dxf, type Group, line } from "./dxf-text.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function imported(name: string, text: string, options?: ImportOptions): ImportAnswer {
  return importFiles([{ name, bytes: bytes(text) }], options);
}

function plantOf(answer: ImportAnswer): Plant {
  if (!answer.ok) throw new Error(JSON.stringify(answer.report.findings));
  const read = readPlant(answer.text);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.plant;
}

const rulesOf = ({ findings }: ImportReport): string[] => findings.map(({ rule }) => rule);
const element = (plant: Plant, id: string): Element => plant.elements.find((each) => each.id === id)!;
const links = (plant: Plant): string[] => plant.connections.map(({ from, to }) => `${from}>${to}`);
const sample = (name: string): string => readFileSync(new URL(`./samples/${name}`, import.meta.url), "utf8");

describe("a table of stations", () => {
  test("in German, with units and decimal commas, becomes a plant in metres and seconds", () => {
    const answer = imported("line-de.csv", sample("line-de.csv"));
    const plant = plantOf(answer);
    expect(plant.elements.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      "source Q1",
      "station OP10",
      "buffer P1",
      "station OP20",
      "sink S1",
    ]);
    expect(element(plant, "OP20")).toMatchObject({
      name: "Bohren",
      cycleTime: 45,
      placement: { position: [11.5, 0.2505, 0], size: [3, 2.4, 2.2] },
    });
    expect(element(plant, "P1")).toMatchObject({ capacity: 4 });
    expect(links(plant)).toEqual(["Q1>OP10", "OP10>P1", "P1>OP20", "OP20>S1"]);
    expect(answer.report).toMatchObject({
      format: "table",
      read: { stations: 2, buffers: 1, sources: 1, sinks: 1, connections: 4 },
      notUnderstood: [
        { what: { en: "column “Kostenstelle”", de: "Spalte „Kostenstelle“" }, count: 2, line: 3 },
      ],
    });
  });

  test("pasted from a spreadsheet, with a second table of connections below, and gaps that are filled and told", () => {
    const text = ["id\tcycle time (s)", "A\t12.5", "B\t1,200.5", "", "from\tto", "A\tB"].join("\r\n");
    const answer = imported("paste.txt", text);
    const plant = plantOf(answer);
    expect(element(plant, "B")).toMatchObject({ cycleTime: 1200.5 });
    expect(links(plant)).toEqual(["A>B", "A-in>A", "B>B-out"]);
    expect(element(plant, "A").provenance).toHaveProperty("/placement/position");
    const assumed = answer.report.findings.filter(({ rule }) => rule === "import/assumed");
    expect(assumed.map((finding) => findingText(finding, "de").message)).toEqual([
      "Nicht in der Datei und darum angenommen: Maße (Anzahl: 2)",
      "Nicht in der Datei und darum angenommen: Position (Anzahl: 2)",
      "Nicht in der Datei und darum angenommen: Quelle der Teile (Anzahl: 1)",
      "Nicht in der Datei und darum angenommen: Senke der Teile (Anzahl: 1)",
      "Nicht in der Datei und darum angenommen: Produkt (Anzahl: 1)",
    ]);
  });

  test("in two files, the second one with connections", () => {
    const answer = importFiles([
      { name: "stations.csv", bytes: bytes("id,x,y\nA,0,0\nB,5,0\n") },
      { name: "connections.csv", bytes: bytes("from,to\nA,B\nA,B\n") },
    ]);
    expect(links(plantOf(answer))).toContain("A>B");
    expect(rulesOf(answer.report)).toContain("import/repeatedConnection");
  });

  test("with mistakes is refused, and every one is told by row and column", () => {
    const text = [
      "id;kind;x;cycle time [s];servers;next",
      "A;station;0;12,5;1;B",
      "A;station;1;10;1;",
      "B;robot;x7;-3;1,5;C",
      ";station;0;1;1;",
    ].join("\n");
    const answer = imported("bad.csv", text);
    expect(answer.ok).toBe(false);
    const told = answer.report.findings.map(({ rule, line: row, values }) => [rule, row, values?.["column"]]);
    expect(told).toEqual([
      ["import/doubleId", 3, "id"],
      ["import/unknownKind", 4, "kind"],
      ["import/noNumber", 4, "x"],
      ["import/outOfRange", 4, "cycle time [s]"],
      ["import/outOfRange", 4, "servers"],
      ["import/noId", 5, "id"],
      ["import/noElement", 4, "next"],
    ]);
    const [, , number] = answer.report.findings;
    expect(number && findingText(number, "de").message).toBe("Zeile 4, Spalte „x“: „x7“ ist keine Zahl");
  });

  test.each([
    ["without a header", "1,2,3\n4,5,6\n", "import/noHeader"],
    ["with an unknown unit", "id,x [parsec]\nA,1\n", "import/unknownUnit"],
    ["with the same column twice", "id,x,x\nA,1,2\n", "import/doubleHeader"],
    ["with two signs of decimals", "id;x\nA;1,5\nB;1.25\n", "import/mixedDecimals"],
    ["with nothing below its header", "id,x\n", "import/nothing"],
    ["with a quote that is never closed", 'id,name\nA,"B\n', "import/broken"],
  ])("%s is refused", (_, text, rule) => {
    const answer = imported("table.csv", text);
    expect(answer.ok).toBe(false);
    expect(rulesOf(answer.report)).toContain(rule);
  });
});

describe("AutomationML", () => {
  test("becomes elements by roles, with units, frames composed and links directed", () => {
    const answer = imported("cell.aml", sample("cell.aml"));
    const plant = plantOf(answer);
    expect(plant.hierarchy.map(({ level, name }) => `${level} ${name}`)).toEqual([
      "site Plant A",
      "line Line 1",
    ]);
    expect(plant.hierarchy[1]?.parent).toBe("Plant-A");
    // 2 m along a line that is turned by 90° and stands at (10, 20).
    expect(element(plant, "Mill-drill")).toMatchObject({
      name: "Mill & drill",
      parent: "Line-1",
      cycleTime: 90,
      placement: { position: [10, 22, 0], rotation: 90, size: [3.2, 2.4, 2.2] },
    });
    expect(element(plant, "Store")).toMatchObject({ kind: "buffer", capacity: 5 });
    expect(links(plant).slice(0, 2)).toEqual(["Mill-drill>Store", "Store>Lathe"]);
  });

  const lineOf = (words: string): number => sample("cell.aml").split(words)[0]!.split("\n").length;

  test("names and counts everything that was not understood", () => {
    const { report } = imported("cell.aml", sample("cell.aml"));
    expect(report.notUnderstood.map(({ what, ...found }) => ({ what: what.en, ...found }))).toEqual([
      { what: "InternalElement with role Tool", count: 1, line: lineOf("Spindle") },
      { what: "InternalLink that carries no parts", count: 1, line: lineOf('"signal"') },
      { what: "attribute “PowerConsumption” of Machine", count: 1, line: lineOf("PowerConsumption") },
    ]);
    const told = report.findings.map(({ rule, line: at }) => [rule, at]);
    expect(told).toContainEqual(["import/tilted", lineOf('"rx"')]);
    expect(told).toContainEqual(["import/badValue", lineOf("parsec")]);
    expect(told).toContainEqual(["import/danglingLink", lineOf('"lost"')]);
    expect(report.findings.map((finding) => findingText(finding, "en").message)).toContain(
      "Not in the file, so assumed: cycle time (times: 1)",
    );
  });

  test.each([
    ["with a document type", '<!DOCTYPE x [<!ENTITY a "b">]><CAEXFile>&a;</CAEXFile>', "import/doctype"],
    ["that is cut off", "<CAEXFile><InstanceHierarchy>", "import/broken"],
    ["without elements", '<CAEXFile SchemaVersion="3.0"></CAEXFile>', "import/nothing"],
    ["nested too deep", `<CAEXFile>${"<a>".repeat(5000)}${"</a>".repeat(5000)}</CAEXFile>`, "import/broken"],
    ["of another kind", "<svg><g/></svg>", "import/unknownFormat"],
  ])("%s is refused", (_, text, rule) => {
    const answer = imported("x.aml", text);
    expect(answer.ok).toBe(false);
    expect(rulesOf(answer.report)).toEqual([rule]);
  });
});

describe("CMSD", () => {
  test("becomes products, resources with sizes, places and times, and the order of processes", () => {
    const answer = imported("shop.xml", sample("shop.cmsd.xml"));
    const plant = plantOf(answer);
    expect(plant.products).toEqual([{ id: "Shaft", name: "Gear shaft" }]);
    expect(element(plant, "R1")).toMatchObject({
      name: "Saw",
      placement: { position: [1.5, 2, 0], size: [2.5, 1.5, 2] },
      cycleTime: { dist: "normal", mean: 120, sd: 30 },
    });
    expect(element(plant, "R2")).toMatchObject({ cycleTime: 45 });
    expect(links(plant).filter((link) => !/-(in|out)/.test(link))).toEqual(["R2>Q", "R1>R2", "R1>R3"]);
  });

  test("names and counts everything that was not understood", () => {
    const { report } = imported("shop.xml", sample("shop.cmsd.xml"));
    expect(report.notUnderstood.map(({ what }) => what.en).sort()).toEqual([
      "Calendar",
      "OperationTime: distribution “pearson5”",
      "Resource of type employee",
      "Resource/HourlyRate",
    ]);
    expect(rulesOf(report)).toContain("import/danglingLink");
  });
});

describe("DXF", () => {
  const drawingOf = (answer: ImportAnswer): NonNullable<Plant["layout"]>["underlays"] =>
    plantOf(answer).layout?.underlays;

  test("becomes lines on the floor, to scale, by layer with its colour", () => {
    const answer = imported("hall.dxf", dxf(line(0, 0, 12_500, 4000), [], 4));
    expect(drawingOf(answer)).toEqual([
      { name: "hall", layers: [{ name: "WALLS", colour: "#ff0000", lines: ["0,0 12.5,4"] }] },
    ]);
    expect(plantOf(answer).layout?.floor).toEqual([0, 0, 12.5, 4]);
    expect(answer.report.read).toMatchObject({ lines: 1, layers: 1 });
  });

  test.each([
    ["inches", 1, undefined, "25.4,0"],
    ["metres", 6, undefined, "1000,0"],
    ["no unit", undefined, undefined, "1,0"],
    ["another unit that the user names", 6, "cm", "10,0"],
  ])("is scaled from %s", (_, code, unit, end) => {
    const answer = imported("x.dxf", dxf(line(0, 0, 1000, 0), [], code), { unit });
    expect(drawingOf(answer)?.[0]?.layers[0]?.lines).toEqual([`0,0 ${end}`]);
    expect(rulesOf(answer.report).includes("import/unitAssumed")).toBe(code === undefined);
  });

  test("has circles, arcs and bulges as chords that stay within 10 mm", () => {
    const circle: Group[] = [
      [0, "CIRCLE"],
      [8, "0"],
      [10, 5],
      [20, 5],
      [40, 2],
    ];
    const bulge: Group[] = [
      [0, "LWPOLYLINE"],
      [8, "0"],
      [90, 2],
      [70, 0],
      [10, 20],
      [20, 0],
      [42, 1],
      [10, 24],
      [20, 0],
    ];
    const [layer] = drawingOf(imported("x.dxf", dxf([...circle, ...bulge], [], 6)))?.[0]?.layers ?? [];
    const corners = (text = ""): [number, number][] =>
      text.split(" ").map((pair) => pair.split(",").map(Number) as [number, number]);
    const round = corners(layer?.lines[0]);
    for (const [x, y] of round) expect(Math.hypot(x - 5, y - 5)).toBeCloseTo(2, 2);
    for (const [i, [x, y]] of round.entries()) {
      const [u, v] = round[i + 1] ?? [x, y];
      expect(Math.hypot((x + u) / 2 - 5, (y + v) / 2 - 5)).toBeGreaterThan(1.988);
    }
    // A bulge of 1 is half a circle, to the right of the way when it is counterclockwise.
    const half = corners(layer?.lines[1]);
    for (const [x, y] of half) expect(Math.hypot(x - 22, y)).toBeCloseTo(2, 2);
    expect(Math.min(...half.map(([, y]) => y))).toBeCloseTo(-2, 1);
  });

  test("has blocks where they are inserted, turned and scaled, in rows and within each other", () => {
    const blocks: Group[] = [
      [0, "BLOCK"],
      [8, "0"],
      [2, "BOLT"],
      [10, 1],
      [20, 0],
      ...line(1, 0, 2, 0, "0"),
      [0, "ENDBLK"],
      [0, "BLOCK"],
      [8, "0"],
      [2, "PAIR"],
      [10, 0],
      [20, 0],
      [0, "INSERT"],
      [8, "0"],
      [2, "BOLT"],
      [10, 0],
      [20, 0],
      [70, 2],
      [44, 5],
      [0, "ENDBLK"],
    ];
    const insert: Group[] = [
      [0, "INSERT"],
      [8, "WALLS"],
      [2, "PAIR"],
      [10, 10],
      [20, 20],
      [41, 2],
      [42, 2],
      [50, 90],
    ];
    const layers = drawingOf(imported("x.dxf", dxf(insert, blocks, 6)))?.[0]?.layers;
    // Lines on layer 0 of a block lie on the layer of the insert.
    expect(layers).toMatchObject([{ name: "WALLS", lines: ["10,20 10,22", "10,30 10,32"] }]);
  });

  test("has texts, and names what is not drawn", () => {
    const text: Group[] = [
      [0, "TEXT"],
      [8, "0"],
      [10, 1],
      [20, 2],
      [40, 0.5],
      [1, "Hall %%c 7"],
      [50, 90],
    ];
    const hatch: Group[] = [
      [0, "HATCH"],
      [8, "0"],
      [2, "SOLID"],
    ];
    const answer = imported("x.dxf", dxf([...text, ...hatch, ...line(0, 0, 1, 1)], [], 6));
    expect(drawingOf(answer)?.[0]?.layers[0]?.texts).toEqual([
      { at: [1, 2], height: 0.5, rotation: 90, text: "Hall ⌀ 7" },
    ]);
    expect(answer.report.notUnderstood).toEqual([
      { what: { en: "entity HATCH", de: "Objekt HATCH" }, count: 1, line: expect.any(Number) },
    ]);
  });

  test("far from the origin is brought to it, and told by how much", () => {
    const answer = imported("x.dxf", dxf(line(3_500_000, 5_400_000, 3_500_010, 5_400_000), [], 6));
    expect(drawingOf(answer)?.[0]?.layers[0]?.lines).toEqual(["0,0 10,0"]);
    const shifted = answer.report.findings.find(({ rule }) => rule === "import/shifted");
    expect(shifted?.values).toEqual({ x: -3_500_000, y: -5_400_000 });
  });

  test("is laid under a plant that is there, which is kept whole", () => {
    const into = readFileSync("scenes/hello-line.plant.json", "utf8");
    const plant = plantOf(imported("hall.dxf", dxf(line(0, 0, 5, 0), [], 6), { into }));
    const read = readPlant(into);
    const before = read.ok ? read.value.plant : undefined;
    expect(plant.elements).toEqual(before?.elements);
    expect(plant.layout?.underlays).toHaveLength(1);
    const refused = imported("x.csv", "id\nA\n", { into });
    expect(rulesOf(refused.report)).toEqual(["import/intoWhat"]);
  });

  test("with blocks that insert each other for ever ends, and says so", () => {
    const self = (name: string, other: string): Group[] => [
      [0, "BLOCK"],
      [8, "0"],
      [2, name],
      [10, 0],
      [20, 0],
      ...[0, 1, 2, 3, 4, 5, 6, 7].flatMap((x): Group[] => [
        [0, "INSERT"],
        [8, "0"],
        [2, other],
        [10, x],
        [20, 0],
      ]),
      [0, "ENDBLK"],
    ];
    const insert: Group[] = [
      [0, "INSERT"],
      [8, "0"],
      [2, "A"],
      [10, 0],
      [20, 0],
    ];
    const answer = imported("x.dxf", dxf(insert, [...self("A", "B"), ...self("B", "A")], 6));
    expect(rulesOf(answer.report)).toEqual(["import/tooMany"]);
  });

  test.each([
    ["without anything", dxf([], [], 6), "import/nothing"],
    ["that is none", "hello", "import/nothing"],
    ["in binary form", "AutoCAD Binary DXF\r\n\u001a\u0000", "import/broken"],
  ])("%s is refused", (_, text, rule) => {
    expect(rulesOf(imported("x.dxf", text).report)).toEqual([rule]);
  });
});

describe("the text of a file", () => {
  const codes = (text: string): number[] => Array.from(text, (sign) => sign.charCodeAt(0));
  test.each([
    ["UTF-8 with a mark", bytes("\uFEFFid,name\nA,Größe\n")],
    ["UTF-16", Uint8Array.from([0xff, 0xfe, ...codes("id,name\nA,Größe\n").flatMap((code) => [code, 0])])],
    ["Windows-1252", Uint8Array.from(codes("id,name\nA,Größe\n"))],
  ])("may be in %s", (_, content) => {
    expect(element(plantOf(importFiles([{ name: "x.csv", bytes: content }])), "A").name).toBe("Größe");
  });

  test("of no known format is refused", () => {
    expect(rulesOf(imported("letter.doc", "Dear all").report)).toEqual(["import/unknownFormat"]);
  });
});
