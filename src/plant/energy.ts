import { z } from "zod";
import { idSchema, provenanceSchema } from "./elements/common.ts";

const watts = z.number().nonnegative().max(1e9);
const seconds = z.number().nonnegative().max(3.2e9);
const price = z.number().min(-1e6).max(1e6);

/** Times of the day or week whose price differs. */
export const tariffSchema = z
  .strictObject({
    period: z
      .number()
      .positive()
      .max(3.2e9)
      .meta({ description: "The intervals repeat", unit: "s" })
      .optional(),
    intervals: z
      .array(
        z.strictObject({
          start: seconds.meta({ description: "From the start of the run or of the period", unit: "s" }),
          end: seconds.meta({ description: "Exclusive", unit: "s" }),
          price: price.meta({ unit: "currency/kWh" }),
          name: z.string().max(200).optional(),
        }),
      )
      .min(1)
      .max(10_000),
  })
  .meta({ id: "Tariff", description: "Times with a price of their own" });
export type Tariff = z.infer<typeof tariffSchema>;

/** What the plant as a whole draws and pays. */
export const energySchema = z
  .strictObject({
    loads: z
      .array(
        z.strictObject({
          id: idSchema,
          name: z.string().max(200).optional(),
          parent: idSchema.meta({ description: "Unit of the hierarchy that it is counted with" }).optional(),
          power: watts.meta({ unit: "W" }),
          calendar: idSchema.meta({ description: "When it draws its power; always when absent" }).optional(),
          offShift: watts.meta({ description: "Outside the calendar; 0 when absent", unit: "W" }).optional(),
        }),
      )
      .max(1000)
      .meta({ description: "Base loads: light, compressed air, ventilation" })
      .optional(),
    demandInterval: z
      .number()
      .positive()
      .max(3.2e9)
      .meta({
        description: "The peak load is the highest mean power over such an interval; 900 when absent",
        unit: "s",
      })
      .optional(),
    price: price.meta({ description: "Outside the tariff's intervals", unit: "currency/kWh" }).optional(),
    tariff: tariffSchema.optional(),
    demandPrice: z
      .number()
      .nonnegative()
      .max(1e6)
      .meta({
        description: "For the peak load, a year; the observed time pays its share",
        unit: "currency/kW",
      })
      .optional(),
    co2: z
      .number()
      .nonnegative()
      .max(100)
      .meta({ description: "Emission factor of the grid", unit: "kg/kWh" })
      .optional(),
    provenance: provenanceSchema.optional(),
  })
  .meta({ id: "Energy", description: "Base loads, peak metering, prices and emissions of electricity" });
export type Energy = z.infer<typeof energySchema>;
