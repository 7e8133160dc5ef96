import { z } from "zod";
import { idSchema, pointSchema } from "../elements/common.ts";
import { vehicleCostSchema } from "../elements/cost.ts";
import { failureSchema } from "../elements/failure.ts";
import { vehiclePowerSchema } from "../elements/power.ts";
import { resourceShape } from "./common.ts";
import { fleetTagSchema } from "./live-tags.ts";
import { needsSchema } from "./needs.ts";

/** A place that vehicles go to: a point of the network, or a name of the table of travel times or of the crane's area. */
export const locationSchema = z
  .string()
  .min(1)
  .max(64)
  .meta({ description: "A point of the network, or a location of the fleet's own" });

const seconds = z.number().nonnegative().max(3.2e9);
const speed = z.number().positive().max(100);
const acceleration = z.number().positive().max(100);

/** One axis of a crane or lift. */
export const axisSchema = z
  .strictObject({
    speed: speed.meta({ description: "Highest speed", unit: "m/s" }),
    acceleration: acceleration
      .meta({ description: "Also braking; at full speed at once when absent", unit: "m/s²" })
      .optional(),
  })
  .meta({ id: "Axis" });
export type Axis = z.infer<typeof axisSchema>;

/** How vehicles get from place to place. */
export const travelSchema = z
  .discriminatedUnion("by", [
    z.strictObject({
      by: z.literal("times"),
      times: z.record(locationSchema, z.record(locationSchema, seconds.meta({ unit: "s" }))).meta({
        description: "From → to → travel time; vehicles do not hinder each other",
        unit: "s",
      }),
    }),
    z.strictObject({ by: z.literal("network"), network: idSchema }),
    z.strictObject({
      by: z.literal("axes"),
      locations: z.record(locationSchema, pointSchema).meta({ description: "Where they are", unit: "m" }),
      x: axisSchema.meta({ description: "Long travel of a bridge crane" }).optional(),
      y: axisSchema.meta({ description: "Cross travel of the trolley; at the same time as x" }).optional(),
      z: axisSchema.meta({ description: "Hoist, or travel of a lift" }).optional(),
      travelHeight: z
        .number()
        .min(-1e5)
        .max(1e5)
        .meta({
          description: "Hoisted to this height before x and y move, lowered after; all at once when absent",
          unit: "m",
        })
        .optional(),
    }),
  ])
  .meta({ id: "Travel", description: "By a table of times, on a path network, or along axes (crane, lift)" });
export type Travel = z.infer<typeof travelSchema>;

export const batterySchema = z
  .strictObject({
    capacity: z.number().positive().max(1e6).meta({ description: "Usable energy", unit: "kWh" }),
    perMetre: z
      .number()
      .nonnegative()
      .max(1e3)
      .meta({ description: "Used for driving", unit: "kWh/m" })
      .optional(),
    perSecond: z
      .number()
      .nonnegative()
      .max(1e3)
      .meta({ description: "Used all the time except while charging", unit: "kWh/s" })
      .optional(),
    chargers: z.array(locationSchema).min(1).max(1000).meta({ description: "Where it is charged" }),
    power: z.number().positive().max(1e5).meta({ description: "Power of charging", unit: "kW" }),
    chargeBelow: z
      .number()
      .min(0)
      .max(1)
      .meta({ description: "An idle vehicle goes to charge below this share of the capacity", unit: "1" }),
    chargeTo: z
      .number()
      .positive()
      .max(1)
      .meta({ description: "It is charged up to this share; 1 when absent", unit: "1" })
      .optional(),
  })
  .meta({ id: "Battery", description: "Capacity, use, and charging of each vehicle" });
export type Battery = z.infer<typeof batterySchema>;

/** What a tractor pulls. */
export const trailersSchema = z
  .strictObject({
    count: z.int().min(1).max(20).meta({ description: "Behind each tractor", unit: "trailers" }),
    places: z.int().min(1).max(1000).meta({ description: "Parts or containers on each", unit: "parts" }),
    volume: z
      .number()
      .positive()
      .max(1000)
      .meta({ description: "Of each, by the sizes of the products; unlimited when absent", unit: "m³" })
      .optional(),
    length: z
      .number()
      .positive()
      .max(20)
      .meta({ description: "With its drawbar; 1.6 when absent", unit: "m" })
      .optional(),
    width: z.number().positive().max(20).meta({ description: "1 when absent", unit: "m" }).optional(),
  })
  .meta({ id: "Trailers", description: "Trailers of a tugger train" });
export type Trailers = z.infer<typeof trailersSchema>;

const metre = (description: string): z.ZodNumber =>
  z.number().positive().max(1e3).meta({ description, unit: "m" });

/** Vehicles of one kind: AGVs, forklifts, cranes, lifts. */
export const fleetSchema = z
  .strictObject({
    kind: z.literal("fleet"),
    ...resourceShape,
    vehicles: z.int().min(1).max(10_000).meta({ description: "Number of vehicles", unit: "vehicles" }),
    travel: travelSchema,
    home: z.union([locationSchema, z.array(locationSchema).min(1).max(10_000)]).meta({
      description: "Where vehicles begin and are at home; of several places each vehicle gets one, in turn",
    }),
    capacity: z
      .int()
      .min(1)
      .max(10_000)
      .meta({ description: "Parts on a vehicle; 1 when absent", unit: "parts" })
      .optional(),
    trailers: trailersSchema
      .meta({ description: "Tugger trains: the capacity is that of all trailers" })
      .optional(),
    speed: z
      .strictObject({ empty: speed.meta({ unit: "m/s" }), loaded: speed.meta({ unit: "m/s" }) })
      .meta({ description: "On a network", unit: "m/s" })
      .optional(),
    acceleration: acceleration
      .meta({ description: "On a network; at full speed at once when absent", unit: "m/s²" })
      .optional(),
    deceleration: acceleration
      .meta({ description: "As the acceleration when absent", unit: "m/s²" })
      .optional(),
    reservesAhead: z
      .int()
      .min(1)
      .max(100)
      .meta({
        description:
          "Segments that are reserved and driven at a stretch, where they are free; 1 when absent, 3 with an acceleration",
        unit: "segments",
      })
      .optional(),
    size: z
      .strictObject({
        length: metre("Length"),
        width: metre("Width"),
        height: metre("Height of the load's underside").optional(),
      })
      .meta({ description: "Of the vehicle alone", unit: "m" })
      .optional(),
    load: z
      .strictObject({ length: metre("Length"), width: metre("Width"), height: metre("Height") })
      .meta({ description: "Of what it carries, for the swept path", unit: "m" })
      .optional(),
    dispatch: z
      .strictObject({
        vehicle: z
          .enum(["nearest", "longestIdle"])
          .meta({ description: "Which idle vehicle an order gets; nearest when absent" })
          .optional(),
        order: z
          .enum(["fifo", "priority", "dueDate", "nearest"])
          .meta({ description: "Which waiting order a vehicle that becomes idle gets; fifo when absent" })
          .optional(),
      })
      .optional(),
    parking: z
      .enum(["stay", "home"])
      .meta({ description: "Where a vehicle without an order waits; stay when absent" })
      .optional(),
    drivers: needsSchema
      .meta({ description: "Workers that each trip needs from its order to its end" })
      .optional(),
    battery: batterySchema.optional(),
    failures: z.array(failureSchema).max(20).meta({ description: "Of each vehicle, by itself" }).optional(),
    power: vehiclePowerSchema.optional(),
    cost: vehicleCostSchema.optional(),
    tags: z
      .array(fleetTagSchema)
      .max(50_000)
      .meta({ description: "Live signals of its vehicles" })
      .optional(),
  })
  .meta({ id: "Fleet", description: "Vehicles of one kind: AGVs, forklifts, a crane, a lift" });
export type Fleet = z.infer<typeof fleetSchema>;
