import { z } from "zod";
import { idSchema, provenanceSchema } from "../elements/common.ts";

/** What a line asks of its balance, for lines of a plant file and for balance files alike. */
const seconds = z.number().nonnegative().max(3.2e9);
const word = z.string().min(1).max(100);
const words = z.array(word).max(100);
const ids = z.array(idSchema).max(10_000);
const money = z.number().nonnegative().max(1e12);
const count = z.int().nonnegative().max(10_000);

const timesByTask = z
  .record(idSchema, seconds.meta({ unit: "s" }))
  .meta({ description: "Task id → own time" });

/** Members that every task may have; the one who reads them adds where it may stand and where it is today. */
export const taskShape = {
  id: idSchema,
  name: z.string().max(200).optional(),
  time: seconds.meta({ description: "Time for one part", unit: "s" }),
  deviation: seconds
    .meta({ description: "Standard deviation of the time; 0 when absent", unit: "s" })
    .optional(),
  predecessors: ids
    .meta({ description: "Tasks that are done before, at an earlier station or at the same one" })
    .optional(),
  side: z
    .enum(["left", "right", "either"])
    .meta({ description: "On a two-sided line where the task is done; either when absent" })
    .optional(),
  skills: words.meta({ description: "What the worker must know, all of it" }).optional(),
  equipment: words.meta({ description: "What the workplace must have, all of it" }).optional(),
  zone: word.meta({ description: "Where at the product the task is done; see zonesApart" }).optional(),
  loads: z
    .record(word, z.number().nonnegative().max(1e9).meta({ unit: "that of the limit" }))
    .meta({ description: "Name of a load limit → what the task adds" })
    .optional(),
  todaySide: z.enum(["left", "right"]).meta({ description: "Side where it is done today" }).optional(),
  provenance: provenanceSchema.optional(),
};

const loadLimitSchema = z
  .strictObject({
    name: word,
    most: z
      .number()
      .nonnegative()
      .max(1e9)
      .meta({ description: "For the tasks of one station in each cycle", unit: "that of the loads" }),
  })
  .meta({
    id: "LoadLimit",
    description: "Most of something besides time, such as ergonomic points or kilograms",
  });

const workerKindSchema = z
  .strictObject({
    id: idSchema,
    name: z.string().max(200).optional(),
    count: count
      .meta({ description: "How many there are; any number when absent", unit: "workers" })
      .optional(),
    skills: words.optional(),
    pace: z
      .number()
      .positive()
      .max(100)
      .meta({ description: "Factor on all times; 1 when absent", unit: "1" })
      .optional(),
    times: timesByTask.optional(),
    cannot: ids.meta({ description: "Tasks that this worker cannot do" }).optional(),
    cost: money.meta({ description: "Of one worker", unit: "that of the budget" }).optional(),
  })
  .meta({ id: "WorkerKind", description: "Workers with the same skills" });

const stationTypeSchema = z
  .strictObject({
    id: idSchema,
    name: z.string().max(200).optional(),
    count: count
      .meta({ description: "How many can be had; any number when absent", unit: "workplaces" })
      .optional(),
    equipment: words.optional(),
    times: timesByTask.optional(),
    cost: money.meta({ description: "Of one workplace", unit: "that of the budget" }).optional(),
  })
  .meta({ id: "StationType", description: "What a workplace can be built as" });

const setupSchema = z.strictObject({
  from: idSchema,
  to: idSchema,
  time: seconds.meta({ description: "Between the two, when they follow each other at a station", unit: "s" }),
});
const setups = z.array(setupSchema).max(100_000);

/** Members that say what the line as a whole asks for. */
export const demandsShape = {
  overload: z
    .number()
    .nonnegative()
    .max(10)
    .meta({
      description:
        "Share of the time at a station by which a single model or product may exceed it; 0 when absent",
      unit: "1",
    })
    .optional(),
  together: z.array(ids.min(2)).max(1000).meta({ description: "Tasks that share a station" }).optional(),
  apart: z
    .array(ids.min(2))
    .max(1000)
    .meta({ description: "Tasks of which no two share a station" })
    .optional(),
  zonesApart: z
    .array(z.tuple([word, word]))
    .max(1000)
    .meta({ description: "Pairs of zones that no station mixes" })
    .optional(),
  loadLimits: z.array(loadLimitSchema).max(100).optional(),
  certainty: z
    .number()
    .min(0.5)
    .max(0.999999)
    .meta({
      description: "Chance with which a station keeps the cycle, for tasks with a deviation",
      unit: "1",
    })
    .optional(),
  isUShaped: z.boolean().optional(),
  isTwoSided: z.boolean().optional(),
  mostParallel: z
    .int()
    .min(1)
    .max(20)
    .meta({ description: "Most workplaces in parallel at one station; 1 when absent", unit: "workplaces" })
    .optional(),
  workers: z.array(workerKindSchema).min(1).max(200).optional(),
  stationTypes: z.array(stationTypeSchema).min(1).max(200).optional(),
  setups: z
    .strictObject({
      forward: setups.meta({ description: "Between tasks that follow each other" }),
      backward: setups
        .meta({ description: "From a station's last task to its first; as forward when absent" })
        .optional(),
    })
    .optional(),
  budget: money
    .meta({ description: "Most that workers and station types may cost", unit: "any money" })
    .optional(),
};
const demandsSchema = z.strictObject(demandsShape);
export type LineDemands = z.infer<typeof demandsSchema>;
