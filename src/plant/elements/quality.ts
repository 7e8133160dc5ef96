import { z } from "zod";
import { idSchema } from "./common.ts";

const probability = z.number().min(0).max(1).meta({ unit: "1" });

/** Share of parts that the work makes defective. */
export const defectsSchema = z
  .union([
    probability,
    z.strictObject({ byProduct: z.record(idSchema, probability), default: probability.optional() }),
  ])
  .meta({
    id: "Defects",
    description: "Probability that the work makes a part defective, also by product",
    unit: "1",
  });
export type Defects = z.infer<typeof defectsSchema>;

/** Every part that leaves is judged. */
export const inspectionSchema = z
  .strictObject({
    falseReject: probability
      .meta({
        description: "Probability that a good part is rejected (type I error); 0 when absent",
        unit: "1",
      })
      .optional(),
    missed: probability
      .meta({
        description: "Probability that a defective part passes (type II error); 0 when absent",
        unit: "1",
      })
      .optional(),
    rework: z
      .strictObject({
        to: idSchema.meta({ description: "Where rejected parts go, along a connection of its own" }),
        limit: z
          .int()
          .min(1)
          .max(1000)
          .meta({ description: "A part goes to rework so often at most, then it is scrap", unit: "1" }),
      })
      .meta({ description: "What is rejected goes there and loses its defect; without it, all is scrap" })
      .optional(),
    scrap: idSchema
      .meta({
        description: "Where scrap goes, along a connection of its own; it leaves the system here when absent",
      })
      .optional(),
  })
  .meta({ id: "Inspection", description: "Every part that leaves is judged: passed, rework or scrap" });
export type Inspection = z.infer<typeof inspectionSchema>;
