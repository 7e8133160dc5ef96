import { z } from "zod";
import { durationSchema } from "../distribution.ts";
import { commonShape, failureSchema, idSchema, routingSchema } from "./common.ts";

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
    inputPolicy: z
      .enum(["fifo", "priority"])
      .meta({
        description:
          "Several inputs: the part available longest first, or the first connection in the list first",
      })
      .optional(),
    failures: z.array(failureSchema).max(50).optional(),
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
