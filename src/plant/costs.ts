import { z } from "zod";
import { provenanceSchema } from "./elements/common.ts";

const money = z.number().nonnegative().max(1e9);

/** What holds for the costs of the whole plant (SPEC N14). */
export const costsSchema = z
  .strictObject({
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .meta({ description: "ISO 4217; EUR when absent" })
      .optional(),
    holding: z
      .union([
        z.strictObject({
          perPartHour: money.meta({ description: "Of each part in the system", unit: "currency/h" }),
        }),
        z.strictObject({
          rate: z.number().nonnegative().max(10).meta({ description: "Interest a year", unit: "1" }),
          value: money.meta({ description: "Mean value of a part in the system", unit: "currency/part" }),
        }),
      ])
      .meta({ description: "Cost of the work in process" })
      .optional(),
    provenance: provenanceSchema.optional(),
  })
  .meta({ id: "Costs", description: "Currency and cost of the work in process" });
export type Costs = z.infer<typeof costsSchema>;
