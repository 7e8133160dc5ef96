import { z } from "zod";
import { idSchema, provenanceSchema } from "../elements/common.ts";
import { demandsShape, taskShape } from "./line-demands.ts";

const seconds = z.number().nonnegative().max(3.2e9);
const ids = z.array(idSchema).max(1000);

/** How a task is seen in a yamazumi chart: it changes the product, it must be, or it should go. */
export const TASK_VALUES = ["valueAdding", "necessary", "waste"] as const;
export type TaskValue = (typeof TASK_VALUES)[number];

export const taskSchema = z
  .strictObject({
    ...taskShape,
    timeByProduct: z
      .record(idSchema, seconds.meta({ unit: "s" }))
      .meta({ description: "Product id → time, where it differs; 0 for a product without the task" })
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
    stations: ids
      .min(1)
      .meta({ description: "The only stations where it may be; any when absent" })
      .optional(),
    station: idSchema.meta({ description: "Station where it is done today" }).optional(),
  })
  .meta({ id: "Task", description: "An indivisible piece of work on a line" });
export type Task = z.infer<typeof taskSchema>;

const workplaceSchema = z
  .strictObject({
    side: z.enum(["left", "right"]).meta({ description: "On a two-sided line" }).optional(),
    tasks: ids.meta({ description: "On a two-sided line, the station's tasks on this side" }).optional(),
    worker: idSchema.meta({ description: "Kind of the worker" }).optional(),
    stationType: idSchema.optional(),
    parallel: z
      .int()
      .min(1)
      .max(20)
      .meta({ description: "How many alike work side by side; 1 when absent", unit: "workplaces" })
      .optional(),
  })
  .meta({ id: "Workplace", description: "How a station, or one side of it, is manned and built" });
export type Workplace = z.infer<typeof workplaceSchema>;

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
    ...demandsShape,
    equipment: z
      .record(z.string().min(1).max(100), ids.min(1))
      .meta({ description: "Tool → stations where it stands; tools not named are at every station" })
      .optional(),
    plan: z
      .record(idSchema, z.array(idSchema).max(10_000))
      .meta({ description: "Station id → its tasks in order: a balance other than today's" })
      .optional(),
    manning: z
      .record(idSchema, z.array(workplaceSchema).min(1).max(2))
      .meta({ description: "Station id → its workplaces, as the balance has chosen them" })
      .optional(),
    provenance: provenanceSchema.optional(),
  })
  .meta({ id: "LineBalance", description: "The tasks of a line and how they are spread over its stations" });
export type LineBalance = z.infer<typeof lineBalanceSchema>;
