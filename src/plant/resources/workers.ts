import { z } from "zod";
import { idSchema } from "../elements/common.ts";
import { resourceShape } from "./common.ts";

/** A pool of workers who can all do the same: operators, setters, a repair crew. */
export const workersSchema = z
  .strictObject({
    kind: z.literal("workers"),
    ...resourceShape,
    size: z.int().min(1).max(100_000).meta({ description: "Workers in the pool", unit: "workers" }),
  })
  .meta({ id: "Workers" });
export type Workers = z.infer<typeof workersSchema>;

/** Workers that a task needs, all at once, for as long as it takes. */
export const needsSchema = z
  .array(
    z.strictObject({
      pool: idSchema,
      count: z.int().min(1).max(1000).meta({ description: "1 when absent", unit: "workers" }).optional(),
    }),
  )
  .min(1)
  .max(20)
  .meta({ id: "Needs", description: "Workers that a task needs, all at once, for as long as it takes" });
export type Needs = z.infer<typeof needsSchema>;
