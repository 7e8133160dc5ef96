import { describe, expect, test } from "vitest";
import { readTasks } from "../../src/plant/balance/read-tasks.ts";
import { findingText } from "../../src/plant/finding-text.ts";

const STATIONS = [{ id: "s1", name: "Doors off" }, { id: "s2" }];

function rules(text: string): [string, number | undefined][] {
  const read = readTasks(text, STATIONS);
  return read.ok ? [] : read.error.map(({ rule, line }) => [rule, line]);
}

describe("tasks from a spreadsheet", () => {
  test("are read by their headings, in English and German, with decimal commas", () => {
    const tab =
      "Task\tTime (s)\tPredecessors\tClass\tStation\nFit harness\t12,5\t\tva\tDoors off\nTest\t3\tFit harness\twaste\t2\n";
    expect(readTasks(tab, STATIONS)).toEqual({
      ok: true,
      value: [
        { id: "Fit-harness", name: "Fit harness", time: 12.5, value: "valueAdding", station: "s1" },
        { id: "Test", time: 3, predecessors: ["Fit-harness"], value: "waste", station: "s2" },
      ],
    });
    const german =
      "Vorgänger;Tätigkeit;Bezeichnung;Dauer;Werkzeuge\n;a1;Türen;4;Kran, Schrauber\na1;a2;;1,5;\n";
    expect(readTasks(german, STATIONS)).toEqual({
      ok: true,
      value: [
        { id: "a1", name: "Türen", time: 4, tools: ["Kran", "Schrauber"] },
        { id: "a2", time: 1.5, predecessors: ["a1"] },
      ],
    });
  });

  test("need no heading, and may have separators and line ends in quotes", () => {
    const read = readTasks('"lift, carry",5\n"lay ""out""\nflat",6,"lift, carry"', STATIONS);
    expect(read.ok && read.value).toEqual([
      { id: "lift-carry", name: "lift, carry", time: 5 },
      { id: "lay-out-flat", name: 'lay "out"\nflat', time: 6, predecessors: ["lift-carry"] },
    ]);
    const words = readTasks("a\t1\nb\t2\nc\t3\ta b", STATIONS);
    expect(words.ok && words.value[2]?.predecessors).toEqual(["a", "b"]);
  });

  test("tell every mistake with its row", () => {
    const rows = ["task\ttime\tpredecessors\tclass\tstation"];
    rows.push("a\t5", "b\tfast\ta", "", "a\t2", "c\t1\tx-ray", "d\t-1\t\tmagic", "e\t2\t\t\ts9", "\t4");
    expect(rules(rows.join("\n"))).toEqual([
      ["tasks/time", 3],
      ["tasks/time", 7],
      ["tasks/unknownClass", 7],
      ["tasks/unknownStation", 8],
      ["tasks/noName", 9],
      ["tasks/duplicate", 5],
      ["tasks/unknownPredecessor", 6],
    ]);
  });

  test("in a circle are refused with the way around", () => {
    const read = readTasks("a\t1\tb\nb\t1\tc\nc\t1\ta", STATIONS);
    const [finding] = read.ok ? [] : read.error;
    expect(finding?.rule).toBe("tasks/circular");
    expect(finding && findingText(finding, "en").message).toMatch(/“\w” → “\w” → “\w” → “\w”/);
  });

  test("are refused when there are none, or no time", () => {
    expect(rules(" \n\t\n")).toEqual([["tasks/empty", 1]]);
    expect(rules("task\tclass\na\tva")).toEqual([["tasks/noColumn", 1]]);
    expect(rules("task\ttime\n")).toEqual([["tasks/empty", 1]]);
    expect(rules("a\t1\n".repeat(10_001))).toEqual([["tasks/tooMany", 10_001]]);
  });
});
