import { z } from "zod";
import { durationSchema } from "../distribution.ts";
import { locationSchema } from "../resources/fleet.ts";
import { commonShape, idSchema } from "./common.ts";

const instant = z.number().nonnegative().max(3.2e9);
const containers = z.int().min(1).max(1_000_000);

/** A place on the route, and the elements that stand there. */
export const milkRunStopSchema = z
  .strictObject({
    at: locationSchema,
    serves: z
      .array(idSchema)
      .max(1000)
      .meta({
        description: "Elements before (loaded here) and after (unloaded here) that stand at this stop",
      })
      .optional(),
    time: durationSchema
      .meta({ description: "For each halt, beside handling; 0 when absent", unit: "s" })
      .optional(),
  })
  .meta({ id: "MilkRunStop", description: "A place on the route, and the elements that stand there" });
export type MilkRunStop = z.infer<typeof milkRunStopSchema>;

/** What tells how many containers a train brings. */
export const demandSchema = z
  .discriminatedUnion("by", [
    z
      .strictObject({
        by: z.literal("cards"),
        cards: containers.meta({ description: "In the loop, one for each container", unit: "cards" }),
        laps: z
          .int()
          .min(0)
          .max(2)
          .meta({
            description:
              "Cards that a lap collects are loaded so many laps later: 1 on the next lap, 2 when they are picked meanwhile; 0 counts at once, by an electronic signal. 1 when absent",
            unit: "laps",
          })
          .optional(),
      })
      .meta({ description: "Kanban: each container that is taken out frees a card" }),
    z
      .strictObject({
        by: z.literal("refill"),
        min: z
          .int()
          .min(0)
          .max(1_000_000)
          .meta({
            description:
              "Ordered when the stock and what is under way fall to this; one below the maximum when absent",
            unit: "containers",
          })
          .optional(),
        max: containers.meta({ description: "Filled up to this", unit: "containers" }),
      })
      .meta({ description: "Consumption refilled up to a maximum, looked at when the train is loaded" }),
    z
      .strictObject({
        by: z.literal("fixed"),
        quantity: containers.meta({ description: "On every lap", unit: "containers" }),
      })
      .meta({ description: "The same amount on every lap" }),
  ])
  .meta({ id: "MilkRunDemand", description: "By cards, up to a maximum, or a fixed amount" });
export type MilkRunDemand = z.infer<typeof demandSchema>;

export const deliverySchema = z
  .strictObject({
    from: idSchema.meta({ description: "Element before that it is taken from" }),
    to: idSchema.meta({ description: "Point of use: the element after that it is brought to" }),
    product: idSchema,
    demand: demandSchema,
  })
  .meta({ id: "MilkRunDelivery", description: "A product that is brought to a point of use" });
export type MilkRunDelivery = z.infer<typeof deliverySchema>;

export const timetableSchema = z
  .discriminatedUnion("by", [
    z.strictObject({
      by: z.literal("takt"),
      every: z.number().positive().max(3.2e9).meta({ description: "From departure to departure", unit: "s" }),
      first: instant.meta({ description: "First departure; 0 when absent", unit: "s" }).optional(),
    }),
    z.strictObject({
      by: z.literal("times"),
      times: z
        .array(instant.meta({ unit: "s" }))
        .min(1)
        .max(10_000)
        .meta({ description: "Departures, from the start of the run or of the period", unit: "s" }),
      period: z
        .number()
        .positive()
        .max(3.2e9)
        .meta({ description: "The times repeat after this; never when absent", unit: "s" })
        .optional(),
    }),
    z.strictObject({
      by: z.literal("demand"),
      signals: containers.meta({
        description: "Departs when so many cards, containers to bring and things to take back wait",
        unit: "signals",
      }),
      within: z
        .number()
        .positive()
        .max(3.2e9)
        .meta({ description: "Or when the first has waited so long; never for that when absent", unit: "s" })
        .optional(),
    }),
    z
      .strictObject({ by: z.literal("continuous") })
      .meta({ description: "Every train departs again as soon as it is back" }),
  ])
  .meta({ id: "MilkRunTimetable", description: "When trains depart from the first stop" });
export type MilkRunTimetable = z.infer<typeof timetableSchema>;

/** A tugger train's round: from the first stop along the others and back, by a timetable. */
export const milkRunSchema = z
  .strictObject({
    kind: z.literal("milkRun"),
    ...commonShape,
    fleet: idSchema.meta({ description: "The fleet of its trains, which serves nobody else" }),
    stops: z
      .array(milkRunStopSchema)
      .min(2)
      .max(1000)
      .meta({ description: "In the order of the route; every lap begins at the first and ends there" }),
    timetable: timetableSchema,
    whenLate: z
      .enum(["departs", "skips"])
      .meta({
        description:
          "When no train is back at a departure: the next train departs as soon as it is, or that departure is dropped. departs when absent",
      })
      .optional(),
    tolerance: z
      .number()
      .nonnegative()
      .max(3.2e9)
      .meta({ description: "A departure up to so much later counts as punctual; 0 when absent", unit: "s" })
      .optional(),
    calendar: idSchema.meta({ description: "No lap begins off shift" }).optional(),
    deliveries: z
      .array(deliverySchema)
      .max(10_000)
      .meta({ description: "What is brought where, first to be loaded first" }),
    returns: z
      .array(
        z.strictObject({
          from: idSchema.meta({ description: "Element before where it waits" }),
          to: idSchema.meta({ description: "Element after" }),
        }),
      )
      .max(10_000)
      .meta({ description: "What is taken back without a signal, such as empty containers" })
      .optional(),
    skipsStops: z
      .boolean()
      .meta({
        description: "Passes stops where there is nothing to do; false when absent",
      })
      .optional(),
    loadTime: durationSchema.meta({ description: "For each container; 0 when absent", unit: "s" }).optional(),
    unloadTime: durationSchema
      .meta({ description: "For each container; 0 when absent", unit: "s" })
      .optional(),
  })
  .meta({ id: "MilkRun", description: "A tugger train's round by a timetable" });
export type MilkRun = z.infer<typeof milkRunSchema>;
