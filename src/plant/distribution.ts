import { z } from "zod";

const seconds = (description: string): z.ZodNumber =>
  z.number().nonnegative().max(3.2e9).meta({ description, unit: "s" });
const positiveSeconds = (description: string): z.ZodNumber =>
  z.number().positive().max(3.2e9).meta({ description, unit: "s" });
const weight = z.number().nonnegative().meta({ description: "Relative weight", unit: "1" });

/**
 * A duration that varies, in seconds. Every draw is rounded to a whole microsecond, and a draw below
 * zero cannot occur: the normal distribution is truncated, all others have a non-negative support.
 */
export type Distribution =
  | { dist: "constant"; value: number }
  | { dist: "uniform"; min: number; max: number }
  | { dist: "triangular"; min: number; mode: number; max: number }
  | { dist: "normal"; mean: number; sd: number; min?: number | undefined; max?: number | undefined }
  | { dist: "lognormal"; mean: number; sd: number }
  | { dist: "exponential"; mean: number }
  | { dist: "erlang"; k: number; mean: number }
  | { dist: "gamma"; shape: number; scale: number }
  | { dist: "weibull"; shape: number; scale: number }
  | { dist: "beta"; alpha: number; beta: number; min: number; max: number }
  | { dist: "empirical"; values: number[]; weights?: number[] | undefined }
  | { dist: "geometric"; p: number; step: number }
  | { dist: "mixture"; weights: number[]; components: Distribution[] }
  | { dist: "sum"; components: Distribution[] };

export const distributionSchema: z.ZodType<Distribution> = z
  .lazy(() =>
    z.discriminatedUnion("dist", [
      z.strictObject({ dist: z.literal("constant"), value: seconds("The value") }),
      z.strictObject({ dist: z.literal("uniform"), min: seconds("Minimum"), max: seconds("Maximum") }),
      z.strictObject({
        dist: z.literal("triangular"),
        min: seconds("Minimum"),
        mode: seconds("Most likely value"),
        max: seconds("Maximum"),
      }),
      z.strictObject({
        dist: z.literal("normal"),
        mean: seconds("Mean before truncation"),
        sd: seconds("Standard deviation before truncation"),
        min: seconds("Lower truncation point; 0 when absent").optional(),
        max: seconds("Upper truncation point; none when absent").optional(),
      }),
      z.strictObject({
        dist: z.literal("lognormal"),
        mean: positiveSeconds("Mean of the variable itself"),
        sd: seconds("Standard deviation of the variable itself"),
      }),
      z.strictObject({ dist: z.literal("exponential"), mean: positiveSeconds("Mean") }),
      z.strictObject({
        dist: z.literal("erlang"),
        k: z.int().min(1).max(1000).meta({ description: "Number of exponential stages", unit: "1" }),
        mean: positiveSeconds("Mean of the sum"),
      }),
      z.strictObject({
        dist: z.literal("gamma"),
        shape: z.number().positive().max(1e6).meta({ description: "Shape", unit: "1" }),
        scale: positiveSeconds("Scale"),
      }),
      z.strictObject({
        dist: z.literal("weibull"),
        shape: z.number().min(0.05).max(1e4).meta({ description: "Shape", unit: "1" }),
        scale: positiveSeconds("Characteristic life"),
      }),
      z.strictObject({
        dist: z.literal("beta"),
        alpha: z.number().positive().max(1e6).meta({ description: "First shape", unit: "1" }),
        beta: z.number().positive().max(1e6).meta({ description: "Second shape", unit: "1" }),
        min: seconds("Minimum"),
        max: seconds("Maximum"),
      }),
      z.strictObject({
        dist: z.literal("empirical"),
        values: z.array(seconds("Observed value")).min(1).max(100_000),
        weights: z.array(weight).optional(),
      }),
      z.strictObject({
        dist: z.literal("geometric"),
        p: z.number().positive().max(1).meta({ description: "Success probability a trial", unit: "1" }),
        step: seconds("Duration of one trial; the value is step × (trials up to the first success)"),
      }),
      z.strictObject({
        dist: z.literal("mixture"),
        weights: z.array(weight).min(1),
        components: z.array(distributionSchema).min(1).max(100),
      }),
      z.strictObject({ dist: z.literal("sum"), components: z.array(distributionSchema).min(1).max(100) }),
    ]),
  )
  .meta({ id: "Distribution", description: "A duration that varies", unit: "s" });

/** A fixed number of seconds, or a distribution. */
export type Duration = number | Distribution;

export const durationSchema: z.ZodType<Duration> = z
  .union([seconds("A fixed duration"), distributionSchema])
  .meta({ id: "Duration", description: "Seconds, or a distribution of seconds", unit: "s" });
