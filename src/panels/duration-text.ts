import type { Distribution, Duration } from "../plant/distribution.ts";
import type { Wording } from "./session-context.ts";

/** The number that tells most of a distribution, as a text with its unit. */
function centre(distribution: Distribution, { formats, t }: Wording): string {
  const { duration } = formats;
  switch (distribution.dist) {
    case "constant":
      return duration(distribution.value);
    case "uniform":
    case "beta":
      return `${duration(distribution.min)} – ${duration(distribution.max)}`;
    case "triangular":
      return `${duration(distribution.min)} – ${duration(distribution.mode)} – ${duration(distribution.max)}`;
    case "normal":
    case "lognormal":
    case "exponential":
    case "erlang":
      return t("dist.mean", { mean: duration(distribution.mean) });
    case "gamma":
      return t("dist.mean", { mean: duration(distribution.shape * distribution.scale) });
    case "geometric":
      return t("dist.mean", { mean: duration(distribution.step / distribution.p) });
    default:
      // Weibull, empirical, mixture, sum: no single number of the plant file says it.
      return "";
  }
}

/** A duration as a person reads it: the value, or the kind of distribution and its mean or limits. */
export function durationText(value: Duration, wording: Wording): string {
  if (typeof value === "number") return wording.formats.duration(value);
  if (value.dist === "constant") return centre(value, wording);
  const [kind, middle] = [wording.t(`dist.${value.dist}`), centre(value, wording)];
  return middle === "" ? kind : `${middle} (${kind})`;
}
