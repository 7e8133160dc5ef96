import { z } from "zod";
import { durationSchema } from "../distribution.ts";
import { locationSchema } from "../resources/fleet.ts";
import { commonShape, idSchema, routingSchema } from "./common.ts";

const places = (
  what: string,
): z.ZodUnion<[typeof locationSchema, z.ZodRecord<typeof idSchema, typeof locationSchema>]> =>
  z.union([locationSchema, z.record(idSchema, locationSchema).meta({ description: what })]);

/** Brings parts from pickups to drops with vehicles of a fleet. */
export const transportSchema = z
  .strictObject({
    kind: z.literal("transport"),
    ...commonShape,
    fleet: idSchema.meta({ description: "The fleet whose vehicles it orders" }),
    pickup: places("Element before → location").meta({
      description: "Where vehicles take parts: one location, or one for each element before",
    }),
    drop: places("Element after → location").meta({
      description: "Where they bring them: one location, or one for each element after",
    }),
    loadTime: durationSchema.meta({ description: "For each trip; 0 when absent", unit: "s" }).optional(),
    unloadTime: durationSchema.meta({ description: "For each trip; 0 when absent", unit: "s" }).optional(),
    partsPerTrip: z
      .int()
      .min(1)
      .max(10_000)
      .meta({ description: "At most; what the vehicle holds when absent", unit: "parts" })
      .optional(),
    returnTo: locationSchema
      .meta({
        description:
          "Goes there empty after each trip before it is idle again; stays at the drop when absent",
      })
      .optional(),
    awaitsRoom: z
      .boolean()
      .meta({
        description:
          "Orders a vehicle only while a drop has room for the parts; otherwise it may wait loaded at the drop. False when absent",
      })
      .optional(),
    priority: z
      .int()
      .min(-1_000_000)
      .max(1_000_000)
      .meta({
        description: "Of its orders: the smaller goes first, where the fleet asks for it; 0 when absent",
        unit: "1",
      })
      .optional(),
    dueIn: z
      .number()
      .nonnegative()
      .max(3.2e9)
      .meta({ description: "An order is due so long after it was made; 0 when absent", unit: "s" })
      .optional(),
    routing: routingSchema.optional(),
  })
  .meta({ id: "Transport" });
export type Transport = z.infer<typeof transportSchema>;
