import { z } from "zod";
import { assignmentsSchema } from "../attributes.ts";
import { durationSchema } from "../distribution.ts";
import { commonShape, idSchema, routingSchema } from "./common.ts";

const quantity = z.int().min(1).max(1_000_000).meta({ unit: "parts" });

/** Where parts enter the system. */
export const sourceSchema = z
  .strictObject({
    kind: z.literal("source"),
    ...commonShape,
    arrivals: z.discriminatedUnion("mode", [
      z
        .strictObject({
          mode: z.literal("interarrival"),
          interarrival: durationSchema,
          batchSize: quantity.optional(),
          overflow: z
            .enum(["queue", "lost"])
            .meta({ description: "A part that cannot enter its destination at once waits, or is lost" })
            .optional(),
        })
        .meta({ description: "The first part comes after one interarrival time" }),
      z
        .strictObject({
          mode: z.literal("saturated"),
          conwip: quantity
            .meta({
              description: "Limit on this source's parts in the system: the next is released below it",
            })
            .optional(),
        })
        .meta({ description: "A raw part is always at hand; it enters the system when it is taken" }),
      z.strictObject({
        mode: z.literal("schedule"),
        entries: z
          .array(
            z.strictObject({
              time: z.number().nonnegative().max(3.2e9).meta({ unit: "s" }),
              product: idSchema.optional(),
              quantity: quantity.optional(),
            }),
          )
          .min(1)
          .max(1_000_000),
        period: z
          .number()
          .positive()
          .max(3.2e9)
          .meta({ description: "The schedule repeats after this time", unit: "s" })
          .optional(),
      }),
    ]),
    products: z
      .discriminatedUnion("order", [
        z.strictObject({ order: z.literal("cyclic"), sequence: z.array(idSchema).min(1).max(1_000_000) }),
        z.strictObject({
          order: z.literal("random"),
          weights: z.record(idSchema, z.number().nonnegative().meta({ unit: "1" })),
        }),
      ])
      .meta({ description: "Which product the next part is; the plant's first product when absent" })
      .optional(),
    attributes: assignmentsSchema.optional(),
    flowAllowance: z
      .number()
      .nonnegative()
      .max(3.2e9)
      .meta({ description: "A part without a due date of its own is due so long after it came", unit: "s" })
      .optional(),
    calendar: idSchema.optional(),
    routing: routingSchema.optional(),
  })
  .meta({ id: "Source" });
export type Source = z.infer<typeof sourceSchema>;
