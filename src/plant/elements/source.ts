import { z } from "zod";
import { assignmentsSchema, attributeValuesSchema } from "../attributes.ts";
import { durationSchema } from "../distribution.ts";
import { commonShape, idSchema, routingSchema } from "./common.ts";
import { sequencingSchema } from "./sequencing.ts";

const quantity = z.int().min(1).max(1_000_000).meta({ unit: "parts" });

/** A production order. */
export const orderSchema = z
  .strictObject({
    id: idSchema,
    product: idSchema,
    quantity: quantity.meta({ description: "1 when absent" }).optional(),
    release: z
      .number()
      .nonnegative()
      .max(3.2e9)
      .meta({ description: "Its parts do not come before; 0 when absent", unit: "s" })
      .optional(),
    due: z.number().nonnegative().max(3.2e9).meta({ description: "Due date", unit: "s" }).optional(),
    priority: z
      .int()
      .min(-1_000_000)
      .max(1_000_000)
      .meta({ description: "The smaller comes first; 0 when absent", unit: "1" })
      .optional(),
    weight: z
      .number()
      .positive()
      .max(1e6)
      .meta({ description: "How much its lateness counts; 1 when absent", unit: "1" })
      .optional(),
    attributes: attributeValuesSchema.optional(),
  })
  .meta({ id: "Order" });
export type Order = z.infer<typeof orderSchema>;

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
      z
        .strictObject({
          mode: z.literal("orders"),
          orders: z.array(orderSchema).min(1).max(100_000),
          release: z
            .enum(["push", "pull"])
            .meta({
              description:
                "push: parts come at their release time; pull: the next one that is released is at hand and enters when it is taken. push when absent",
            })
            .optional(),
          conwip: quantity
            .meta({ description: "With pull: limit on this source's parts in the system" })
            .optional(),
          sequence: sequencingSchema
            .meta({ description: "Of the parts that are released at the same time; as listed when absent" })
            .optional(),
        })
        .meta({ description: "A list of production orders" }),
    ]),
    products: z
      .discriminatedUnion("order", [
        z.strictObject({
          order: z.literal("pull"),
          loop: idSchema.meta({
            description: "Kanban loop or supermarket whose free cards say what is made next",
          }),
        }),
        z.strictObject({
          order: z.literal("mix"),
          quantities: z
            .record(idSchema, quantity)
            .meta({ description: "Product → parts in one round; rounds repeat" }),
          sequence: sequencingSchema.meta({ description: "Of one round; as listed when absent" }).optional(),
        }),
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
