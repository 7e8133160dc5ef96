import { z } from "zod";
import { durationSchema } from "../distribution.ts";
import { idSchema, routingSchema } from "./common.ts";
import { failureSchema } from "./failure.ts";
import { maintenanceSchema } from "./maintenance.ts";

/** What everything has that takes one part, moves it, and hands it over. */
export const handoverShape = {
  loadTime: durationSchema
    .meta({ description: "To take a part on board; 0 when absent", unit: "s" })
    .optional(),
  unloadTime: durationSchema
    .meta({ description: "To bring it off board; 0 when absent", unit: "s" })
    .optional(),
  dispatch: z
    .enum(["longest", "nearest"])
    .meta({
      description:
        "Of several parts that wait: the one that waits longest, or the nearest. longest when absent",
    })
    .optional(),
  failures: z.array(failureSchema).max(50).optional(),
  maintenance: z.array(maintenanceSchema).max(50).optional(),
  calendar: idSchema.optional(),
  routing: routingSchema.optional(),
};
