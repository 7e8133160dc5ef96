import { z } from "zod";
import { STATES } from "../states.ts";

const money = z.number().nonnegative().max(1e9);
const seconds = z.number().nonnegative().max(3.2e9);

/** What an element costs (SPEC N14). */
export const machineCostSchema = z
  .strictObject({
    perHour: money
      .meta({ description: "Of each server at all times: depreciation, space", unit: "currency/h" })
      .optional(),
    byState: z
      .partialRecord(z.enum(STATES), money.meta({ unit: "currency/h" }))
      .meta({
        description: "State → what each server costs beside that while it is in it",
        unit: "currency/h",
      })
      .optional(),
    perPart: money
      .meta({ description: "For each part that leaves it: tools, auxiliary material", unit: "currency/part" })
      .optional(),
  })
  .meta({ id: "MachineCost", description: "Cost by time and by part" });
export type MachineCost = z.infer<typeof machineCostSchema>;

/** Vehicles cost by the hour and by the distance. */
export const vehicleCostSchema = z
  .strictObject({
    perHour: money.meta({ description: "Of each vehicle at all times", unit: "currency/h" }).optional(),
    perKilometre: money.meta({ unit: "currency/km" }).optional(),
  })
  .meta({ id: "VehicleCost" });
export type VehicleCost = z.infer<typeof vehicleCostSchema>;

/** What the workers of a pool are paid. */
export const labourCostSchema = z
  .strictObject({
    perHour: money.meta({ description: "Of each worker who is there", unit: "currency/h" }),
    overtimeSurcharge: z
      .number()
      .nonnegative()
      .max(10)
      .meta({
        description:
          "Share on top for work beyond the calendar, and for its exceptions that are working time; 0 when absent",
        unit: "1",
      })
      .optional(),
    premiums: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(200),
          surcharge: z.number().nonnegative().max(10).meta({ description: "Share on top", unit: "1" }),
          period: z
            .number()
            .positive()
            .max(3.2e9)
            .meta({ description: "The intervals repeat", unit: "s" })
            .optional(),
          intervals: z
            .array(
              z.strictObject({
                start: seconds.meta({ unit: "s" }),
                end: seconds.meta({ description: "Exclusive", unit: "s" }),
              }),
            )
            .min(1)
            .max(1000),
        }),
      )
      .max(100)
      .meta({ description: "Night, weekend or holiday pay; they add up" })
      .optional(),
  })
  .meta({ id: "LabourCost", description: "Pay of each worker of the pool" });
export type LabourCost = z.infer<typeof labourCostSchema>;
