import type { BareFinding, FindingValues } from "./finding.ts";

/** A rule that a plant file can break; its texts are in `rule-texts-*.ts`, which the workers do not carry. */
export interface Rule {
  /** Stable: `family/name`. */
  readonly id: string;
  readonly severity: BareFinding["severity"];
}

export function rule(id: string, severity: BareFinding["severity"]): Rule {
  return { id, severity };
}

/** A step into the file: a member's name or an item's index. */
export type PathStep = string | number;

/** Takes down that a rule is broken at a place. */
export type Report = (rule: Rule, path: readonly PathStep[], values?: FindingValues) => void;

/** JSON pointer (RFC 6901). */
export function pointer(path: readonly PathStep[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Steps of a JSON pointer. */
export function steps(jsonPointer: string): string[] {
  if (jsonPointer === "") return [];
  return jsonPointer
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

export function makeFinding(rule: Rule, path: readonly PathStep[], values?: FindingValues): BareFinding {
  return {
    severity: rule.severity,
    path: pointer(path),
    rule: rule.id,
    ...(values === undefined ? {} : { values }),
  };
}
