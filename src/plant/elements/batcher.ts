import { z } from "zod";
import { commonShape, idSchema, routingSchema } from "./common.ts";

/** Puts parts together to batches that travel as one. */
export const batcherSchema = z
  .strictObject({
    kind: z.literal("batcher"),
    ...commonShape,
    quantity: z
      .int()
      .min(1)
      .max(10_000)
      .meta({ description: "A batch is complete with so many", unit: "parts" }),
    timeout: z
      .number()
      .positive()
      .max(3.2e9)
      .meta({
        description: "So long after its first part, a batch goes as it is; never when absent",
        unit: "s",
      })
      .optional(),
    group: z
      .union([
        z.literal("product"),
        z.strictObject({
          families: z
            .record(idSchema, idSchema)
            .meta({ description: "Product → family; a product without one is its own" }),
        }),
      ])
      .meta({ description: "Batches of one product, or of one family; of any parts when absent" })
      .optional(),
    container: idSchema
      .meta({
        description:
          "Product of the container. Where carriers are of it, an empty one must have come in; else there is always one",
      })
      .optional(),
    routing: routingSchema.optional(),
  })
  .meta({ id: "Batcher" });
export type Batcher = z.infer<typeof batcherSchema>;
