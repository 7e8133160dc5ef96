import { z } from "zod";
import { idSchema } from "../../plant/elements/common.ts";
import { type Study, STUDY_VERSION } from "./study-file.ts";

const seconds = z.number().positive().max(3.2e9).meta({ unit: "s" });
const count = z.int().min(1).max(1_000_000).meta({ unit: "1" });
const item = z.looseObject({});

const collectionDiffSchema = z.strictObject({
  added: z.array(z.strictObject({ at: z.int().min(0), item })).default([]),
  updated: z.array(z.tuple([item, item])).default([]),
  removed: z.array(z.strictObject({ at: z.int().min(0), item })).default([]),
  moved: z.tuple([z.array(z.string()), z.array(z.string())]).optional(),
});

/** A whole change as the editor records it (`plant/diff.ts`); it knows what was there before, so it can be rebased. */
const diffSchema = z
  .strictObject({ head: z.tuple([item, item]).optional() })
  .catchall(collectionDiffSchema.optional())
  .meta({ id: "PlantDiff", description: "Change by collection: {added, updated: [from, to], removed}" });

const scenarioSchema = z
  .strictObject({
    id: idSchema,
    name: z.string().min(1).max(200).optional(),
    reason: z.string().max(10_000).meta({ description: "Why anybody would do this" }).optional(),
    changes: z
      .record(z.string().min(1).max(500), z.unknown())
      .meta({
        description:
          'What is different from the plant: path → new value, such as "elements/B3/capacity": 8. null removes; {"$times": 0.9} multiplies a time or number; "connections/A → B": true adds; "calendars/C": {"$shifts": {"shifts": ["early", "late"]}} sets a shift model, and the breaks of a pool at "resources/POOL"',
      })
      .optional(),
    diff: diffSchema.optional(),
  })
  .meta({ id: "Scenario", description: "The plant with a named change; without one, the plant as it is" });

const responseSchema = z
  .strictObject({
    id: idSchema,
    name: z.string().min(1).max(200).optional(),
    measure: z.string().min(1).max(300).meta({
      description:
        "A number of the results of a run, by path: throughput, wip, stations/OP10/utilisation, buffers/B1/meanWait, sinks/out/count …",
    }),
    unit: z.string().max(40).optional(),
    scale: z.number().positive().meta({ description: "Multiplies the number", unit: "1" }).optional(),
    better: z.enum(["larger", "smaller"]).optional(),
    statistic: z
      .union([
        z.literal("mean"),
        z.strictObject({ quantile: z.number().gt(0).lt(1).meta({ unit: "1" }) }),
        z.strictObject({ atLeast: z.number() }),
        z.strictObject({ atMost: z.number() }),
      ])
      .meta({
        description:
          "Over replications: the mean (when absent), a quantile, or the chance of reaching or staying below a number",
      })
      .optional(),
  })
  .meta({ id: "Response", description: "A figure that the question is about" });

const comparisonSchema = z
  .discriminatedUnion("method", [
    z
      .strictObject({
        method: z.literal("paired"),
        response: idSchema,
        adjust: z.enum(["none", "bonferroni"]).optional(),
      })
      .meta({
        description: "Each scenario against the baseline, by replications with the same random numbers",
      }),
    z
      .strictObject({ method: z.literal("allPairs"), response: idSchema })
      .meta({ description: "Each scenario against each, all intervals together at the confidence" }),
    z
      .strictObject({
        method: z.literal("best"),
        response: idSchema,
        indifference: z.number().positive().optional(),
        most: count.optional(),
      })
      .meta({ description: "Each scenario against the best of the others (Nelson and Matejcik)" }),
    z
      .strictObject({
        method: z.literal("select"),
        response: idSchema,
        indifference: z
          .number()
          .positive()
          .meta({ description: "Least difference that matters, in the response's unit" }),
        most: count.optional(),
      })
      .meta({ description: "Names the best, with a promised probability to be right (Kim and Nelson)" }),
  ])
  .meta({ id: "Comparison" });

/** What a study file may hold. */
export const studySchema: z.ZodType<Study> = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal("taktwerk-study"),
    version: z.literal(STUDY_VERSION),
    id: idSchema,
    name: z.string().min(1).max(200),
    question: z.string().max(10_000).optional(),
    plant: z
      .union([z.string().min(1).max(1000), z.looseObject({})])
      .meta({ description: "Path of the plant file, relative to this file; or the plant itself" }),
    run: z
      .strictObject({
        horizon: seconds.optional(),
        warmup: z
          .union([
            z.number().nonnegative().max(3.2e9).meta({ unit: "s" }),
            z
              .strictObject({ method: z.literal("mser5"), replications: count.optional() })
              .meta({ description: "Found from pilot replications by the rule MSER-5" }),
          ])
          .optional(),
        replications: count.optional(),
        seed: z.int().min(0).max(0xffff_ffff).meta({ unit: "1" }).optional(),
        confidence: z.number().min(0.5).max(0.9999).meta({ unit: "1" }).optional(),
        method: z.enum(["replications", "batchMeans"]).optional(),
        batches: z.int().min(5).max(1000).meta({ unit: "1" }).optional(),
        precision: z
          .strictObject({
            response: idSchema,
            halfWidth: z.number().positive().optional(),
            relative: z.number().gt(0).lt(1).meta({ unit: "1" }).optional(),
            most: count.meta({ description: "Replications at the most" }).optional(),
          })
          .meta({ description: "Replications go on until the interval is as narrow as this" })
          .optional(),
      })
      .meta({ description: "What is absent comes from the plant" })
      .optional(),
    baseline: idSchema
      .meta({ description: "Scenario that others are compared with; the first one when absent" })
      .optional(),
    scenarios: z.array(scenarioSchema).min(1).max(10_000),
    responses: z.array(responseSchema).max(1000).optional(),
    comparisons: z.array(comparisonSchema).max(1000).optional(),
    targets: z
      .array(
        z
          .strictObject({
            response: idSchema,
            factor: z.number().positive().max(1000).meta({
              description: "Times the baseline's value; 1.3 is the line of +30 %",
              unit: "1",
            }),
          })
          .meta({ id: "Target" }),
      )
      .max(100)
      .meta({ description: "What should be reached against the baseline" })
      .optional(),
    deadlines: z
      .array(
        z
          .strictObject({
            id: idSchema,
            name: z.string().min(1).max(200).optional(),
            parts: count.meta({ description: "Counted from the end of the warm-up", unit: "parts" }),
            by: seconds.meta({ description: "From the start of the run", unit: "s" }),
            sink: idSchema.meta({ description: "Of all sinks when absent" }).optional(),
          })
          .meta({ id: "Deadline" }),
      )
      .max(100)
      .meta({ description: "How likely are so many parts by a date, and by when is it nine in ten" })
      .optional(),
    inputs: z
      .array(
        z
          .strictObject({
            id: idSchema,
            name: z.string().min(1).max(200).optional(),
            path: z.string().min(1).max(500).meta({
              description: "Of a number or time of the plant, such as elements/OP40/cycleTime",
            }),
            relativeError: z
              .number()
              .gt(0)
              .lt(1)
              .meta({
                description: "One standard error of the value, as a share of it",
                unit: "1",
              })
              .optional(),
            observations: z
              .int()
              .min(2)
              .max(1_000_000_000)
              .meta({
                description: "So many were measured, and the value is their mean",
                unit: "1",
              })
              .optional(),
            variation: z
              .number()
              .positive()
              .max(100)
              .meta({
                description: "Coefficient of variation of the observations; 1 when absent",
                unit: "1",
              })
              .optional(),
            factors: z
              .tuple([z.number().positive().max(100), z.number().positive().max(100)])
              .meta({
                description: "The value lies between these times what the plant says",
                unit: "1",
              })
              .optional(),
            confidence: z
              .number()
              .min(0.5)
              .max(0.9999)
              .meta({
                description: "With which it lies there; 0.95 when absent",
                unit: "1",
              })
              .optional(),
          })
          .meta({ id: "Input" }),
      )
      .max(1000)
      .meta({
        description: "Numbers of the plant that are known only within limits, for what to measure next",
      })
      .optional(),
    result: z
      .strictObject({
        engine: z.string().max(100),
        hash: z.string().max(100),
        scenarios: z.record(idSchema, z.string().max(100)).optional(),
      })
      .meta({ description: "What a run of this study gave; written when it is saved with its result" })
      .optional(),
  })
  .meta({ id: "Study", title: "Taktwerk study file" });

/** The JSON Schema (draft 2020-12) of study files, for editors that complete and check. */
export function studyJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(studySchema, { io: "input", target: "draft-2020-12" });
}
