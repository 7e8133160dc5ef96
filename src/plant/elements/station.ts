import { z } from "zod";
import { assignmentsSchema, expressionSchema } from "../attributes.ts";
import { durationSchema } from "../distribution.ts";
import { needsSchema, priorityOfNeeds } from "../resources/needs.ts";
import { assemblySchema, disassemblySchema } from "./assembly.ts";
import { commonShape, idSchema, routingSchema } from "./common.ts";
import { rankingSchema } from "./ranking.ts";
import { failureSchema } from "./failure.ts";
import { maintenanceSchema } from "./maintenance.ts";
import { defectsSchema, inspectionSchema } from "./quality.ts";

/** Cycle time: one for all products, or one a product with a default for the others. */
export const cycleTimeSchema = z
  .union([
    durationSchema,
    z.strictObject({
      byProduct: z.record(idSchema, durationSchema),
      default: durationSchema.optional(),
    }),
  ])
  .meta({ id: "CycleTime", unit: "s" });
export type CycleTime = z.infer<typeof cycleTimeSchema>;

/** A step of the work that has a time of its own, such as loading by hand. */
export const phaseSchema = z
  .strictObject({
    name: z.string().max(200).optional(),
    time: cycleTimeSchema,
    workers: needsSchema.optional(),
  })
  .meta({ id: "Phase", description: "A step of the work; its workers are held for that step only" });
export type Phase = z.infer<typeof phaseSchema>;

/** Change-overs that depend on what was made before and what comes next. */
export const setupSchema = z
  .strictObject({
    times: z.record(idSchema, z.record(idSchema, durationSchema)).meta({
      description: "From → to → duration of the change, by product, or by family where there are families",
      unit: "s",
    }),
    default: durationSchema
      .meta({ description: "A change that `times` does not name; none when absent", unit: "s" })
      .optional(),
    families: z
      .record(idSchema, idSchema)
      .meta({
        description: "Product → family; a product without one is its own. Changes count between families",
      })
      .optional(),
    initial: idSchema
      .meta({
        description:
          "What it is set up for at the start, product or family; whatever comes first when absent",
      })
      .optional(),
    workers: needsSchema.optional(),
  })
  .meta({ id: "Setup", description: "Change-overs by what was made before and what comes next" });
export type Setup = z.infer<typeof setupSchema>;

/** A work unit: takes a part, works on it, and holds it until the destination has room (blocking after service). */
export const stationSchema = z
  .strictObject({
    kind: z.literal("station"),
    ...commonShape,
    servers: z
      .int()
      .min(1)
      .max(10_000)
      .meta({ description: "Identical servers; 1 when absent", unit: "1" })
      .optional(),
    cycleTime: cycleTimeSchema,
    cycleTimeFactor: expressionSchema
      .meta({
        description:
          "Stretches the cycle time by an expression of the part, such as part.attributes.length / 2; 1 when absent",
        unit: "1",
      })
      .optional(),
    attributesAtStart: assignmentsSchema
      .meta({ description: "What is set on a part when it comes in" })
      .optional(),
    attributesAtFinish: assignmentsSchema
      .meta({ description: "What is set on a part when it is finished, before it chooses its way" })
      .optional(),
    workers: needsSchema.meta({ description: "Held during the cycle time" }).optional(),
    before: z
      .array(phaseSchema)
      .min(1)
      .max(20)
      .meta({ description: "Steps before the cycle time, such as loading by hand" })
      .optional(),
    after: z
      .array(phaseSchema)
      .min(1)
      .max(20)
      .meta({ description: "Steps after the cycle time, such as unloading" })
      .optional(),
    setup: setupSchema.optional(),
    workerPriority: priorityOfNeeds.optional(),
    inputPolicy: z
      .union([z.enum(["fifo", "priority", "exhaustive"]), rankingSchema])
      .meta({
        description:
          "Several inputs: the part available longest first, the first connection in the list first, one that needs no setup first, or by a ranking of the parts that wait",
      })
      .optional(),
    assembly: assemblySchema.optional(),
    disassembly: disassemblySchema.optional(),
    defects: defectsSchema.optional(),
    inspection: inspectionSchema.optional(),
    failures: z.array(failureSchema).max(50).optional(),
    maintenance: z.array(maintenanceSchema).max(50).optional(),
    calendar: idSchema.optional(),
    routing: routingSchema.optional(),
    appearance: z
      .strictObject({
        asset: z.enum(["machine", "robotCell", "manual", "inspection"]),
        robots: z.int().min(0).max(12).optional(),
      })
      .meta({ description: "How it looks in 3D; no effect on the simulation" })
      .optional(),
  })
  .meta({ id: "Station" });
export type Station = z.infer<typeof stationSchema>;
