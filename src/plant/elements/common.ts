import { z } from "zod";
import { expressionSchema } from "../attributes.ts";
import { STATES } from "../states.ts";
import { machineCostSchema } from "./cost.ts";
import { powerSchema } from "./power.ts";

/** An identifier: 1 to 64 characters, letters, digits and `_ - . :`, so that it can stand in paths, topics and logs. */
export const idSchema = z
  .string()
  .regex(/^[\p{L}\p{N}_][\p{L}\p{N}_.:-]{0,63}$/u, "an id is 1 to 64 letters, digits, _ - . :")
  .meta({ description: "Identifier, unique in the plant" });

const metre = z.number().min(-1e5).max(1e5);

/** A point of the plant's floor coordinates: x to the east, y to the north, z up. */
export const pointSchema = z
  .tuple([metre, metre, metre])
  .meta({ description: "Point [x east, y north, z up]", unit: "m" });
export type Point = z.infer<typeof pointSchema>;

export const placementSchema = z
  .strictObject({
    position: pointSchema,
    rotation: z
      .number()
      .min(-360)
      .max(360)
      .meta({ description: "Turn about the vertical axis, counterclockwise", unit: "deg" })
      .default(0),
    size: z
      .tuple([z.number().positive().max(1e4), z.number().positive().max(1e4), z.number().positive().max(1e3)])
      .meta({ description: "Size [along, across, up] before the turn", unit: "m" }),
  })
  .meta({
    id: "Placement",
    description: "Where an element stands; the position is the centre of its footprint",
  });
export type Placement = z.infer<typeof placementSchema>;

/** Binds an element to a live signal of the real plant: a Sparkplug B metric. */
export const tagSchema = z
  .strictObject({
    signal: z.enum(["state", "count", "content"]).meta({
      description: "What the metric tells: the element's state, parts finished so far, or parts inside now",
    }),
    group: z.string().min(1).max(200),
    node: z.string().min(1).max(200),
    device: z.string().min(1).max(200).optional(),
    metric: z.string().min(1).max(200),
    map: z
      .record(z.string(), z.enum(STATES))
      .meta({ description: "The metric's own words → states" })
      .optional(),
  })
  .meta({ id: "Tag", description: "A live signal bound to the element" });
export type Tag = z.infer<typeof tagSchema>;

/** Where a number comes from. The key is a JSON pointer relative to the object that carries the map. */
export const provenanceSchema = z
  .record(
    z.string().startsWith("/"),
    z.strictObject({
      kind: z.enum(["source", "derived", "assumed", "measured"]),
      text: z.string().min(1).max(2000),
      url: z.url().optional(),
    }),
  )
  .meta({
    id: "Provenance",
    description: "JSON pointer (relative to this object) → where that number comes from",
  });
export type Provenance = z.infer<typeof provenanceSchema>;

export const routingSchema = z
  .discriminatedUnion("policy", [
    z.strictObject({ policy: z.literal("firstAvailable") }),
    z.strictObject({ policy: z.literal("roundRobin") }),
    z.strictObject({ policy: z.literal("roundRobinSkip") }),
    z.strictObject({ policy: z.literal("shortestQueue") }),
    z.strictObject({
      policy: z.literal("probability"),
      weights: z.record(idSchema, z.number().nonnegative().meta({ unit: "1" })).meta({
        description: "Destination id → relative weight",
      }),
    }),
    z.strictObject({
      policy: z.literal("byProduct"),
      map: z.record(idSchema, idSchema).meta({ description: "Product id → destination id" }),
    }),
    z.strictObject({
      policy: z.literal("expression"),
      rules: z
        .array(z.strictObject({ when: expressionSchema, to: idSchema }))
        .min(1)
        .max(100)
        .meta({ description: "The first whose expression is true for the part names its destination" }),
      otherwise: idSchema.meta({ description: "Destination where none is true" }),
    }),
    z
      .strictObject({ policy: z.literal("copyAll") })
      .meta({ description: "The part to the first, a copy to each other destination, when all have room" }),
  ])
  .meta({
    id: "Routing",
    description: "How a part chooses among several outgoing connections; firstAvailable when absent",
  });
export type Routing = z.infer<typeof routingSchema>;

/** What every element carries. */
export const commonShape = {
  id: idSchema,
  name: z.string().max(200).optional(),
  parent: idSchema.meta({ description: "Unit of the hierarchy that the element belongs to" }).optional(),
  placement: placementSchema,
  tags: z.array(tagSchema).max(100).optional(),
  power: powerSchema.optional(),
  cost: machineCostSchema.optional(),
  provenance: provenanceSchema.optional(),
  notes: z.string().max(10_000).optional(),
};
