import type { LocalText } from "../plant/finding.ts";
import type { LineConstraints } from "./constrained-line.ts";

const NAMES = {
  twoSided: { en: "A two-sided line", de: "Eine zweiseitige Linie" },
  uShaped: { en: "a U-shaped line", de: "eine U-Linie" },
  setups: { en: "setups that depend on the sequence", de: "reihenfolgeabhängige Rüstzeiten" },
  stochastic: { en: "stochastic times", de: "zufällige Zeiten" },
  models: { en: "several models", de: "mehrere Modelle" },
  ownTimes: {
    en: "Own times of a worker or a station type",
    de: "Eigene Zeiten eines Mitarbeiters oder eines Stationstyps",
  },
} as const;

/**
 * Pairs of constraints that mean nothing together, or whose meaning would need times that nobody gave: on a
 * two-sided line the waiting between the sides would differ by chance and with the setups, and what is before a task on
 * the other side of a U may not be there yet; on a U-line a station's
 * tasks belong to different parts, so that they have no one sequence; times of a model by one worker are
 * not in the data.
 */
export function unsupportedCombinations(constraints: LineConstraints): (readonly [LocalText, LocalText])[] {
  const isTwoSided = constraints.sides !== undefined;
  const isUShaped = constraints.isUShaped === true;
  const hasModels = (constraints.models ?? []).length > 0;
  const hasSetups = constraints.setups !== undefined;
  const hasOwnTimes = [...(constraints.workers ?? []), ...(constraints.stationTypes ?? [])].some(
    ({ times }) => times !== undefined && Object.keys(times).length > 0,
  );
  const pairs: [boolean, LocalText, LocalText][] = [
    [isTwoSided && isUShaped, NAMES.twoSided, NAMES.uShaped],
    [isTwoSided && hasSetups, NAMES.twoSided, NAMES.setups],
    [isTwoSided && constraints.stochastic !== undefined, NAMES.twoSided, NAMES.stochastic],
    [isUShaped && hasSetups, { en: "A U-shaped line", de: "Eine U-Linie" }, NAMES.setups],
    [hasOwnTimes && hasModels, NAMES.ownTimes, NAMES.models],
  ];
  return pairs.filter(([isGiven]) => isGiven).map(([, one, other]) => [one, other]);
}
