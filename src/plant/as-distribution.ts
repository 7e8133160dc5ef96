import type { Distribution, Duration } from "./distribution.ts";

/** The distribution that a duration stands for. Apart from the schemas, so that the page can do without them. */
export function asDistribution(duration: Duration): Distribution {
  return typeof duration === "number" ? { dist: "constant", value: duration } : duration;
}
