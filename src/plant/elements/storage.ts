import { z } from "zod";
import { durationSchema } from "../distribution.ts";
import { axisSchema } from "../resources/fleet.ts";
import { commonShape, idSchema, routingSchema } from "./common.ts";
import { failureSchema } from "./failure.ts";

const metre = z.number().positive().max(1000);
const place = z.int().min(1).max(10_000).meta({ unit: "1" });
const rangeSchema = z
  .strictObject({ from: place, to: place })
  .meta({ id: "PlaceRange", description: "Counted from 1, both included" });

/** Where the crane takes parts in or gives them out, as seen from the front of the rack at the floor of its lowest level. */
const transferPointSchema = z
  .strictObject({
    x: z.number().min(-1000).max(1000).meta({ description: "Along the rack from its front", unit: "m" }),
    z: z.number().min(-1000).max(1000).meta({ description: "Above the lowest level", unit: "m" }),
  })
  .meta({ id: "TransferPoint" });

/** A block of places; what is absent does not limit it. */
const slotBlockSchema = z
  .strictObject({
    aisles: rangeSchema.optional(),
    bays: rangeSchema.optional(),
    levels: rangeSchema.optional(),
  })
  .meta({ id: "SlotBlock" });
export type SlotBlock = z.infer<typeof slotBlockSchema>;

const zoneSchema = z
  .strictObject({
    name: z.string().min(1).max(64).optional(),
    products: z.array(idSchema).max(10_000),
    share: z
      .number()
      .positive()
      .max(1)
      .meta({ description: "Share of the places of each aisle, the quickest for the first zone", unit: "1" }),
  })
  .meta({ id: "StorageZone" });

export const storageAssignmentSchema = z
  .discriminatedUnion("by", [
    z.strictObject({ by: z.literal("nearest") }),
    z.strictObject({ by: z.literal("random") }),
    z.strictObject({
      by: z.literal("classes"),
      zones: z.array(zoneSchema).min(1).max(100).meta({
        description: "From the quickest on; the last one has what is left, and products that no zone names",
      }),
      within: z
        .enum(["random", "nearest"])
        .meta({ description: "Which free place of the zone; random when absent" })
        .optional(),
      strict: z
        .boolean()
        .meta({
          description: "Waits while its zone is full, instead of going to another one; false when absent",
        })
        .optional(),
    }),
    z.strictObject({
      by: z.literal("fixed"),
      places: z
        .record(idSchema, z.array(slotBlockSchema).min(1).max(1000))
        .meta({ description: "Product → its places, the first block with a free one first" }),
    }),
  ])
  .meta({ id: "StorageAssignment", description: "Which free place a part gets" });
export type StorageAssignment = z.infer<typeof storageAssignmentSchema>;

export const stackerCraneSchema = z
  .strictObject({
    travel: axisSchema.meta({ description: "Along the aisle" }),
    hoist: axisSchema.meta({ description: "Up and down, at the same time" }),
    pickTime: durationSchema
      .meta({ description: "Forks out, lift, forks in; 0 when absent", unit: "s" })
      .optional(),
    depositTime: durationSchema
      .meta({ description: "Forks out, lower, forks in; 0 when absent", unit: "s" })
      .optional(),
    commands: z
      .enum(["single", "dual"])
      .meta({
        description:
          "Dual: from a place where it has stored it goes to fetch what is asked for. Dual when absent",
      })
      .optional(),
    priority: z
      .enum(["alternate", "store", "retrieve"])
      .meta({ description: "What begins where both wait, with single commands; alternate when absent" })
      .optional(),
    rest: z
      .enum(["stay", "entry", "exit"])
      .meta({ description: "Where it goes at the end of each cycle; stay when absent" })
      .optional(),
    failures: z.array(failureSchema).max(20).meta({ description: "Of each crane, by itself" }).optional(),
  })
  .meta({ id: "StackerCrane", description: "One in each aisle" });
export type StackerCrane = z.infer<typeof stackerCraneSchema>;

/** A high-bay storage: racks on both sides of aisles, in each a stacker crane that stores and fetches. */
export const storageSchema = z
  .strictObject({
    kind: z.literal("storage"),
    ...commonShape,
    aisles: z
      .int()
      .min(1)
      .max(100)
      .meta({ description: "Each with a crane of its own; 1 when absent", unit: "aisles" })
      .optional(),
    sides: z
      .int()
      .min(1)
      .max(2)
      .meta({ description: "Racks at an aisle; 2 when absent", unit: "racks" })
      .optional(),
    bays: z.int().min(1).max(1000).meta({ description: "Places side by side along a rack", unit: "bays" }),
    levels: z.int().min(1).max(200).meta({ description: "Places one above the other", unit: "levels" }),
    depth: z
      .int()
      .min(1)
      .max(20)
      .meta({ description: "Places one behind the other: 2 for double-deep; 1 when absent", unit: "places" })
      .optional(),
    bayWidth: metre.meta({ description: "From the middle of a bay to that of the next", unit: "m" }),
    levelHeight: metre.meta({ description: "From a level's floor to that of the next", unit: "m" }),
    entry: transferPointSchema
      .meta({ description: "Where cranes take parts in; [0, 0] when absent" })
      .optional(),
    exit: transferPointSchema
      .meta({ description: "Where they give them out; at the entry when absent" })
      .optional(),
    entryPlaces: z
      .int()
      .min(1)
      .max(10_000)
      .meta({
        description: "Parts that can wait for the crane at the entry of an aisle; 1 when absent",
        unit: "parts",
      })
      .optional(),
    exitPlaces: z
      .int()
      .min(1)
      .max(10_000)
      .meta({ description: "Parts asked for or ready at the exit of an aisle; 1 when absent", unit: "parts" })
      .optional(),
    crane: stackerCraneSchema,
    assignment: storageAssignmentSchema.optional(),
    aisleRule: z
      .enum(["emptiest", "turn", "spread", "together"])
      .meta({
        description:
          "Which aisle a part gets: the one with the fewest parts, in turn, with the fewest or with the most of its product; emptiest when absent",
      })
      .optional(),
    pureChannels: z
      .boolean()
      .meta({ description: "Only one product in places one behind the other; false when absent" })
      .optional(),
    retrieval: z
      .strictObject({
        rule: z
          .enum(["fifo", "lifo", "nearest", "dueDate"])
          .meta({ description: "Which part is fetched first; fifo when absent" })
          .optional(),
        sequence: z
          .array(idSchema)
          .min(1)
          .max(100_000)
          .meta({ description: "Products in the sequence in which they are fetched, over and over" })
          .optional(),
        accessibleFirst: z
          .boolean()
          .meta({ description: "Parts that nothing stands before go first; false when absent" })
          .optional(),
        ahead: z
          .boolean()
          .meta({
            description:
              "Fetches parts to the exit before there is room for them where they go; false when absent",
          })
          .optional(),
      })
      .optional(),
    routing: routingSchema.optional(),
  })
  .meta({ id: "Storage", description: "High-bay storage with a stacker crane in each aisle" });
export type Storage = z.infer<typeof storageSchema>;

/** Places of the whole storage. */
export function storagePlaces({ aisles = 1, sides = 2, bays, levels, depth = 1 }: Storage): number {
  return aisles * sides * bays * levels * depth;
}
