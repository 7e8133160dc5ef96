import { z } from "zod";
import { rankingSchema } from "./ranking.ts";
import { commonShape, idSchema, routingSchema } from "./common.ts";

/** A store between elements; a part entering at t may leave at t. */
export const bufferSchema = z
  .strictObject({
    kind: z.literal("buffer"),
    ...commonShape,
    capacity: z
      .int()
      .min(1)
      .max(1_000_000_000)
      .meta({ description: "Waiting parts only; unlimited when absent", unit: "parts" })
      .optional(),
    discipline: z
      .union([
        z.enum(["fifo", "lifo"]),
        z.strictObject({
          priority: z.record(idSchema, z.int().min(-1_000_000).max(1_000_000)).meta({
            description: "Product id → rank; the smaller leaves first, equal ranks first in first out",
          }),
        }),
        rankingSchema,
        z.strictObject({ sequence: z.array(idSchema).min(1).max(100_000) }).meta({
          description:
            "Products in the sequence in which they are withdrawn, over and over; what is missing is waited for",
        }),
      ])
      .optional(),
    routing: routingSchema.optional(),
  })
  .meta({ id: "Buffer" });
export type Buffer = z.infer<typeof bufferSchema>;
