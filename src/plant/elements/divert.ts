import { z } from "zod";
import { durationSchema } from "../distribution.ts";
import { commonShape, idSchema } from "./common.ts";
import { handoverShape } from "./handover.ts";

const { failures, maintenance, calendar, routing } = handoverShape;

/** A point where each part goes one of several ways. */
export const divertSchema = z
  .strictObject({
    kind: z.literal("divert"),
    ...commonShape,
    transferTime: durationSchema
      .meta({ description: "From entry to exit of a part; 0 when absent", unit: "s" })
      .optional(),
    switchTime: durationSchema
      .meta({ description: "Before that, to change over to another way; 0 when absent", unit: "s" })
      .optional(),
    initial: idSchema
      .meta({ description: "Way that it is set for at the start; the first connection when absent" })
      .optional(),
    failures,
    maintenance,
    calendar,
    routing,
  })
  .meta({ id: "Divert" });
export type Divert = z.infer<typeof divertSchema>;
