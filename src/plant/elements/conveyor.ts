import { z } from "zod";
import { commonShape, idSchema, pointSchema, routingSchema } from "./common.ts";
import { failureSchema } from "./failure.ts";
import { maintenanceSchema } from "./maintenance.ts";

/** What everything that carries parts along a path has. */
export const trackShape = {
  path: z
    .array(pointSchema)
    .min(2)
    .max(1000)
    .meta({ description: "Where it runs, from entry to exit; along its placement when absent", unit: "m" })
    .optional(),
  length: z
    .number()
    .positive()
    .max(1e6)
    .meta({ description: "Travel from entry to exit; the length of the path when absent", unit: "m" })
    .optional(),
  speed: z.number().positive().max(100).meta({ unit: "m/s" }),
  pitch: z
    .union([
      z.number().positive().max(1e4),
      z.strictObject({
        gap: z.number().nonnegative().max(1e4).meta({
          description: "Beyond each part's own length, which is the first number of its product's size",
          unit: "m",
        }),
      }),
    ])
    .meta({ description: "Least distance from front to front", unit: "m" }),
  accumulating: z
    .boolean()
    .meta({
      description: "Parts close up behind a stopped one; otherwise the whole belt stops. True when absent",
    })
    .optional(),
  failures: z.array(failureSchema).max(50).optional(),
  maintenance: z.array(maintenanceSchema).max(50).optional(),
  calendar: idSchema.optional(),
  routing: routingSchema.optional(),
};

/** Moves parts at a constant speed along its path. */
export const conveyorSchema = z
  .strictObject({
    kind: z.literal("conveyor"),
    ...commonShape,
    ...trackShape,
    capacity: z
      .int()
      .min(1)
      .max(1_000_000)
      .meta({ description: "Most parts on it; what length and pitch allow when absent", unit: "parts" })
      .optional(),
    restartDelay: z
      .number()
      .nonnegative()
      .max(3600)
      .meta({
        description:
          "Each part starts so long after the one in front of it (accumulation in zones); all at once when absent",
        unit: "s",
      })
      .optional(),
  })
  .meta({ id: "Conveyor" });
export type Conveyor = z.infer<typeof conveyorSchema>;
