import { z } from "zod";
import { commonShape, idSchema, pointSchema, routingSchema } from "./common.ts";
import { failureSchema } from "./failure.ts";
import { maintenanceSchema } from "./maintenance.ts";

const position = z.number().nonnegative().max(1e6);

/** A closed loop of trays that brings each part to its chute. */
export const sorterSchema = z
  .strictObject({
    kind: z.literal("sorter"),
    ...commonShape,
    path: z
      .array(pointSchema)
      .min(3)
      .max(1000)
      .meta({
        description:
          "Where it runs, closed from the last point to the first; around its placement when absent",
        unit: "m",
      })
      .optional(),
    trays: z.int().min(2).max(100_000).meta({ description: "On the whole loop", unit: "trays" }),
    trayPitch: z.number().positive().max(100).meta({ description: "From tray to tray", unit: "m" }),
    speed: z.number().positive().max(100).meta({ unit: "m/s" }),
    inductions: z
      .record(
        idSchema,
        z.strictObject({
          at: position.meta({ description: "Along the loop", unit: "m" }),
          interval: z
            .number()
            .nonnegative()
            .max(3600)
            .meta({
              description: "Least time from one part to the next; every free tray when absent",
              unit: "s",
            })
            .optional(),
        }),
      )
      .meta({ description: "Element before → where its parts are put onto trays" }),
    chutes: z
      .record(idSchema, position.meta({ unit: "m" }))
      .meta({ description: "Element after → where trays are tilted for it, along the loop" }),
    maxRecirculations: z
      .int()
      .min(0)
      .max(1_000_000)
      .meta({
        description:
          "A part goes round so often for a full chute, then to the overflow; for ever when absent",
        unit: "rounds",
      })
      .optional(),
    overflow: idSchema
      .meta({ description: "Element after that takes what found no room; the routing leaves it out" })
      .optional(),
    failures: z.array(failureSchema).max(50).optional(),
    maintenance: z.array(maintenanceSchema).max(50).optional(),
    calendar: idSchema.optional(),
    routing: routingSchema.optional(),
  })
  .meta({ id: "Sorter" });
export type Sorter = z.infer<typeof sorterSchema>;
