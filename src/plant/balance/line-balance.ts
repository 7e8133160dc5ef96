import { z } from "zod";
import { idSchema, provenanceSchema } from "../elements/common.ts";

const seconds = z.number().nonnegative().max(3.2e9);
const ids = z.array(idSchema).max(1000);

/** How a task is seen in a yamazumi chart: it changes the product, it must be, or it should go. */
export const TASK_VALUES = ["valueAdding", "necessary", "waste"] as const;
export type TaskValue = (typeof TASK_VALUES)[number];

export const taskSchema = z
  .strictObject({
    id: idSchema,
    name: z.string().max(200).optional(),
    time: seconds.meta({ description: "Time for one part", unit: "s" }),
    timeByProduct: z
      .record(idSchema, seconds.meta({ unit: "s" }))
      .meta({ description: "Product id → time, where it differs; 0 for a product without the task" })
      .optional(),
    predecessors: ids
      .meta({ description: "Tasks that are done before, at an earlier station or at the same one" })
      .optional(),
    value: z
      .enum(TASK_VALUES)
      .meta({ description: "valueAdding when absent; necessary: adds no value but must be; waste: can go" })
      .optional(),
    tools: z
      .array(z.string().min(1).max(100))
      .max(50)
      .meta({
        description: "What the task needs; see equipment for tools that stand at certain stations only",
      })
      .optional(),
    zone: z
      .string()
      .min(1)
      .max(100)
      .meta({ description: "Where at the product the task is done" })
      .optional(),
    stations: ids
      .min(1)
      .meta({ description: "The only stations where it may be; any when absent" })
      .optional(),
    station: idSchema.meta({ description: "Station where it is done today" }).optional(),
    provenance: provenanceSchema.optional(),
  })
  .meta({ id: "Task", description: "An indivisible piece of work on a line" });
export type Task = z.infer<typeof taskSchema>;

export const lineBalanceSchema = z
  .strictObject({
    id: idSchema,
    name: z.string().max(200).optional(),
    takt: z
      .number()
      .positive()
      .max(3.2e9)
      .meta({ description: "Time from part to part that the line is balanced for", unit: "s" }),
    repositioning: seconds
      .meta({
        description:
          "Part of each cycle at every station in which no task is done: moving the part; 0 when absent",
        unit: "s",
      })
      .optional(),
    stations: ids.min(1).meta({ description: "Stations of the line in the order of the flow" }),
    tasks: z.array(taskSchema).max(10_000),
    mix: z
      .record(idSchema, z.number().nonnegative().meta({ unit: "1" }))
      .meta({ description: "Product id → relative share of the production; all alike when absent" })
      .optional(),
    overload: z
      .number()
      .nonnegative()
      .max(10)
      .meta({
        description: "Share of the time at a station by which a single product may exceed it; 0 when absent",
        unit: "1",
      })
      .optional(),
    together: z.array(ids.min(2)).max(1000).meta({ description: "Tasks that share a station" }).optional(),
    apart: z
      .array(ids.min(2))
      .max(1000)
      .meta({ description: "Tasks of which no two share a station" })
      .optional(),
    equipment: z
      .record(z.string().min(1).max(100), ids.min(1))
      .meta({ description: "Tool → stations where it stands; tools not named are at every station" })
      .optional(),
    plan: z
      .record(idSchema, z.array(idSchema).max(10_000))
      .meta({ description: "Station id → its tasks in order: a balance other than today's" })
      .optional(),
    provenance: provenanceSchema.optional(),
  })
  .meta({ id: "LineBalance", description: "The tasks of a line and how they are spread over its stations" });
export type LineBalance = z.infer<typeof lineBalanceSchema>;
