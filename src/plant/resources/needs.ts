import { z } from "zod";
import { idSchema } from "../elements/common.ts";

const count = z.int().min(1).max(1000).meta({ description: "1 when absent", unit: "workers" }).optional();

/** Workers that a task needs, all at once, for as long as it takes. */
export const needsSchema = z
  .array(
    z.union([
      z.strictObject({ pool: idSchema, count }),
      z.strictObject({
        skill: idSchema.meta({ description: "Of any one pool that has this skill" }),
        count,
      }),
    ]),
  )
  .min(1)
  .max(20)
  .meta({ id: "Needs", description: "Workers that a task needs, all at once, for as long as it takes" });
export type Needs = z.infer<typeof needsSchema>;

/** Who is served first of those who wait for the same workers. */
export const priorityOfNeeds = z
  .int()
  .min(-1_000_000)
  .max(1_000_000)
  .meta({ description: "Of those who wait for the same workers the smaller is served first; 0 when absent" });
