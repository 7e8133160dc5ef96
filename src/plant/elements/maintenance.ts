import { z } from "zod";
import { durationSchema } from "../distribution.ts";
import { needsSchema, priorityOfNeeds } from "../resources/needs.ts";
import { idSchema } from "./common.ts";

const span = z.number().positive().max(3.2e9);

const common = {
  id: idSchema,
  duration: durationSchema,
  between: z
    .boolean()
    .meta({
      description:
        "Waits until no part is in work, and none is started meanwhile; otherwise it interrupts the work. False when absent",
    })
    .optional(),
  renewsFailures: z
    .boolean()
    .meta({ description: "Every time to failure begins anew at its end. False when absent" })
    .optional(),
  workers: needsSchema.meta({ description: "Crew that maintains" }).optional(),
  priority: priorityOfNeeds.optional(),
};

/** Preventive maintenance of one element. */
export const maintenanceSchema = z
  .discriminatedUnion("clock", [
    z.strictObject({
      clock: z.literal("calendar").meta({ description: "At fixed times, whatever the element does" }),
      ...common,
      first: z
        .number()
        .nonnegative()
        .max(3.2e9)
        .meta({ description: "When the first begins; after one interval when absent", unit: "s" })
        .optional(),
      interval: span.meta({ description: "From start to start", unit: "s" }),
    }),
    z.strictObject({
      clock: z.literal("busy").meta({ description: "By age: after so much working time" }),
      ...common,
      interval: span.meta({ description: "Working time from the end of one to the next", unit: "s" }),
    }),
    z.strictObject({
      clock: z.literal("count").meta({ description: "After so many finished parts" }),
      ...common,
      parts: z.int().min(1).max(1_000_000_000).meta({ unit: "parts" }),
    }),
  ])
  .meta({ id: "Maintenance", description: "Preventive maintenance: by calendar, by age or by count" });
export type Maintenance = z.infer<typeof maintenanceSchema>;
