import { expect, test } from "vitest";
import { departureRows } from "../../src/panels/milk-run/departure-rows.ts";
import type { MilkRunResult } from "../../src/protocol/simulation.ts";

test("the board of a milk run lists the latest departures by when they were due, then what waits, then what comes", () => {
  const board = {
    recent: [
      { due: 100, began: 100 },
      { due: 200, began: 205 },
      { due: 400 },
      { due: 300, began: 450 },
      { due: 500, began: 510 },
    ],
    waiting: [600],
    next: [700, 800, 900, 1000],
  } as Pick<MilkRunResult, "recent" | "waiting" | "next"> as MilkRunResult;
  expect(departureRows(board, 9)).toEqual([
    { due: 200, began: 205, is: "punctual" },
    { due: 300, began: 450, is: "late" },
    { due: 400, is: "missed" },
    { due: 500, began: 510, is: "late" },
    { due: 600, is: "waits" },
    { due: 700, is: "coming" },
    { due: 800, is: "coming" },
    { due: 900, is: "coming" },
  ]);
});
