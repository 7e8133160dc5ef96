import { describe, expect, test } from "vitest";
import { editDistance, nearest } from "../../src/plant/nearest.ts";

describe("edit distance (optimal string alignment)", () => {
  test.each([
    ["", "", 0],
    ["speed", "speed", 0],
    ["sped", "speed", 1],
    ["speeed", "speed", 1],
    ["spead", "speed", 1],
    ["seped", "speed", 1],
    ["kitten", "sitting", 3],
    ["", "abc", 3],
    ["ca", "abc", 3],
  ])("%s → %s: %d", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe("the word that was meant", () => {
  const known = ["cycleTime", "calendar", "capacity", "id"];

  test.each([
    ["cycletime", "cycleTime"],
    ["cylceTime", "cycleTime"],
    ["calender", "calendar"],
    ["ID", "id"],
    ["velocity", undefined],
    ["x".repeat(100), undefined],
    ["d", undefined],
    ["", undefined],
  ])("%s: %s", (word, meant) => {
    expect(nearest(word, known)).toBe(meant);
  });
});
