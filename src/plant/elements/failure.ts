import { z } from "zod";
import { durationSchema } from "../distribution.ts";
import { needsSchema, priorityOfNeeds } from "../resources/needs.ts";
import { idSchema } from "./common.ts";

export const failureSchema = z
  .strictObject({
    id: idSchema,
    clock: z.enum(["busy", "calendar"]).meta({
      description:
        "busy: time to failure passes only while the element works; calendar: it passes always except while it is down",
    }),
    timeToFailure: durationSchema,
    timeToRepair: durationSchema,
    workers: needsSchema
      .meta({ description: "Crew that repairs; while it is waited for, the element is down" })
      .optional(),
    priority: priorityOfNeeds.optional(),
    resetsMaintenance: z
      .boolean()
      .meta({ description: "Its repair also counts as maintenance: intervals by age and count begin anew" })
      .optional(),
  })
  .meta({ id: "FailureMode", description: "One way to fail" });
export type FailureMode = z.infer<typeof failureSchema>;
