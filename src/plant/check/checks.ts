import type { Report } from "../rule.ts";
import type { PlantIndex } from "./plant-index.ts";

/** Looks for violations of one family of rules. */
export type Check = (index: PlantIndex, report: Report) => void;

/** Every family is registered here. */
export const CHECKS: readonly Check[] = [];
