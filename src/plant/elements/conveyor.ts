import { z } from "zod";
import { commonShape, idSchema, pointSchema, routingSchema } from "./common.ts";
import { failureSchema } from "./failure.ts";
import { maintenanceSchema } from "./maintenance.ts";

/** Moves parts at a constant speed along its path. */
export const conveyorSchema = z
  .strictObject({
    kind: z.literal("conveyor"),
    ...commonShape,
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
      .number()
      .positive()
      .max(1e4)
      .meta({ description: "Least distance from front to front", unit: "m" }),
    capacity: z
      .int()
      .min(1)
      .max(1_000_000)
      .meta({ description: "Most parts on it; what length and pitch allow when absent", unit: "parts" })
      .optional(),
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
  })
  .meta({ id: "Conveyor" });
export type Conveyor = z.infer<typeof conveyorSchema>;
