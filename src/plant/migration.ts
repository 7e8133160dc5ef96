import { err, ok, type Result } from "../base/result.ts";
import type { BareFinding, LocalText } from "./finding.ts";
import { makeFinding } from "./rule.ts";
import { PLANT_VERSION } from "./schema.ts";
import {
  VERSION_FORMAT,
  VERSION_INVALID,
  VERSION_MISSING,
  VERSION_NEWER,
  VERSION_STEP,
} from "./text-rules.ts";

/** A plant file of some version, before its schema is checked. */
export type RawPlant = Record<string, unknown>;

/**
 * Brings a file of one version to the next. It may not change its argument, and gives `version` the next
 * number itself. It meets files that no schema has checked, so it may throw; then the file is refused.
 */
export type MigrationStep = (plant: RawPlant) => RawPlant;

/** Entry n brings version n to n + 1. Version 1 is the first, so there is nothing to do yet. */
export const MIGRATIONS: ReadonlyMap<number, MigrationStep> = new Map();

/** Brings a file to the present version, step by step, or says why that cannot be. */
export function migrate(
  raw: RawPlant,
  migrations: ReadonlyMap<number, MigrationStep> = MIGRATIONS,
  current: number = PLANT_VERSION,
): Result<RawPlant, BareFinding[]> {
  if (raw["format"] !== "taktwerk-plant") {
    return err([makeFinding(VERSION_FORMAT, ["format"], { found: shown(raw["format"]) })]);
  }
  const version = raw["version"];
  if (version === undefined) return err([makeFinding(VERSION_MISSING, [], { current })]);
  if (typeof version !== "number" || !Number.isSafeInteger(version) || version < 1) {
    return err([makeFinding(VERSION_INVALID, ["version"], { found: shown(version), current })]);
  }
  if (version > current) return err([makeFinding(VERSION_NEWER, ["version"], { found: version, current })]);
  let plant = raw;
  for (let from = version; from < current; from++) {
    const step = migrations.get(from);
    try {
      if (step === undefined) throw new Error("no step is known");
      plant = step(plant);
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      return err([makeFinding(VERSION_STEP, ["version"], { from, to: from + 1, problem })]);
    }
  }
  return ok(plant);
}

function shown(value: unknown): string | LocalText {
  if (value === undefined) return { en: "missing", de: "nicht angegeben" };
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
