import { parseNumber } from "./numbers.ts";
import { child, textOf, type XmlNode } from "./read-xml.ts";
import { tidy } from "./import-table.ts";
import { factorOf } from "./units.ts";

/** Names of parameters of distributions in CMSD files, without signs and in small letters. */
const PARAMETERS: Readonly<Record<string, string>> = {
  mean: "mean",
  average: "mean",
  mu: "mean",
  standarddeviation: "sd",
  stdev: "sd",
  stddev: "sd",
  sigma: "sd",
  sd: "sd",
  min: "min",
  minimum: "min",
  lower: "min",
  max: "max",
  maximum: "max",
  upper: "max",
  mode: "mode",
  mostlikely: "mode",
  shape: "shape",
  alpha: "shape",
  scale: "scale",
  beta: "scale",
  value: "value",
  constant: "value",
  location: "value",
  k: "k",
};

const FAMILIES: Readonly<Record<string, readonly [dist: string, parameters: readonly string[]]>> = {
  exponential: ["exponential", ["mean"]],
  normal: ["normal", ["mean", "sd"]],
  gaussian: ["normal", ["mean", "sd"]],
  lognormal: ["lognormal", ["mean", "sd"]],
  uniform: ["uniform", ["min", "max"]],
  triangular: ["triangular", ["min", "mode", "max"]],
  triangle: ["triangular", ["min", "mode", "max"]],
  gamma: ["gamma", ["shape", "scale"]],
  weibull: ["weibull", ["shape", "scale"]],
  erlang: ["erlang", ["k", "mean"]],
  constant: ["constant", ["value"]],
  fixed: ["constant", ["value"]],
  deterministic: ["constant", ["value"]],
};

/** Parameters without a dimension: they are not counted in the unit of the time. */
const PURE: ReadonlySet<string> = new Set(["shape", "k"]);

const word = (text: string): string => text.toLowerCase().replaceAll(/[^a-z]/g, "");

/** What a time of a CMSD file is: a duration of ours, or why it is not understood. */
export type CmsdTime =
  | { readonly ok: true; readonly duration: unknown }
  | { readonly ok: false; readonly problem: string };

/** `OperationTime`, `SetupTime` and the like: a unit, and a value or a distribution. */
export function timeOf(node: XmlNode): CmsdTime {
  const unit = textOf(node, "Unit") ?? "second";
  const factor = factorOf("time", unit);
  if (factor === undefined) return { ok: false, problem: `unit “${unit}”` };
  const distribution = child(node, "Distribution");
  if (distribution === undefined) {
    const value = parseNumber(textOf(node, "Value") ?? "", "point");
    if (value === undefined || value < 0) return { ok: false, problem: "no value" };
    return { ok: true, duration: tidy(value * factor) };
  }
  return distributionOf(distribution, factor);
}

function distributionOf(node: XmlNode, factor: number): CmsdTime {
  const name = textOf(node, "Name") ?? "";
  const family = Object.hasOwn(FAMILIES, word(name)) ? FAMILIES[word(name)] : undefined;
  if (family === undefined) return { ok: false, problem: `distribution “${name}”` };
  const [dist, wanted] = family;
  const given = new Map<string, number>();
  for (const parameter of node.children) {
    if (!parameter.name.startsWith("DistributionParameter")) continue;
    const known = word(textOf(parameter, "Name") ?? "");
    const value = parseNumber(textOf(parameter, "Value") ?? "", "point");
    const own = Object.hasOwn(PARAMETERS, known) ? PARAMETERS[known] : undefined;
    // The exponential distribution of Weibull's and gamma's names has one parameter only.
    const meant = own === "scale" && !wanted.includes("scale") ? "mean" : own;
    if (meant !== undefined && value !== undefined) {
      given.set(meant, PURE.has(meant) ? value : tidy(value * factor));
    }
  }
  if (dist === "constant" && !given.has("value") && given.has("mean"))
    given.set("value", given.get("mean") ?? 0);
  const missing = wanted.filter((parameter) => !given.has(parameter));
  if (missing.length > 0)
    return { ok: false, problem: `distribution “${name}” without ${missing.join(", ")}` };
  const parameters = Object.fromEntries(wanted.map((parameter) => [parameter, given.get(parameter)]));
  return { ok: true, duration: dist === "constant" ? parameters["value"] : { dist, ...parameters } };
}
