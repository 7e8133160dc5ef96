import { z } from "zod";
import { commonShape, routingSchema } from "./common.ts";

/** Takes batches and loaded carriers apart: what they hold leaves one by one, then the empty carrier. */
export const unbatcherSchema = z
  .strictObject({ kind: z.literal("unbatcher"), ...commonShape, routing: routingSchema.optional() })
  .meta({ id: "Unbatcher" });
export type Unbatcher = z.infer<typeof unbatcherSchema>;
