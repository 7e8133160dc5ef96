import { err, ok, type Result } from "../base/result.ts";
import type { Finding } from "./finding.ts";
import { findingText } from "./finding-text.ts";
import { inspectPlant } from "./inspect.ts";
import type { Plant } from "./schema.ts";

/** A plant that can be run, and what looks suspicious in it. */
export interface ReadPlant {
  readonly plant: Plant;
  readonly warnings: Finding[];
}

/**
 * Reads the text of a plant file, with what is wrong in it said in English.
 * Untrusted text is welcome: whatever it is, the answer is a plant or all that is wrong with it.
 */
export function readPlant(file: string): Result<ReadPlant, Finding[]> {
  const inspected = inspectPlant(file);
  if (!inspected.ok) return err(inspected.error.map((finding) => findingText(finding, "en")));
  const { plant, warnings } = inspected.value;
  return ok({ plant, warnings: warnings.map((finding) => findingText(finding, "en")) });
}
