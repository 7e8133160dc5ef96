import { z } from "zod";
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
