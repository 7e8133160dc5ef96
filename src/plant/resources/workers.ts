import { z } from "zod";
import { idSchema } from "../elements/common.ts";
import { resourceShape } from "./common.ts";

/** A pool of workers who can all do the same: operators, setters, a repair crew. */
export const workersSchema = z
  .strictObject({
    kind: z.literal("workers"),
    ...resourceShape,
    size: z.int().min(1).max(100_000).meta({ description: "Workers in the pool", unit: "workers" }),
    skills: z
      .array(idSchema)
      .max(1000)
      .meta({ description: "What each of them can do; tasks may ask for a skill instead of a pool" })
      .optional(),
    calendar: idSchema
      .meta({
        description:
          "When they are there. A task under way is finished in overtime, or with the interruption resume it rests until they are back",
      })
      .optional(),
    absence: z
      .number()
      .min(0)
      .max(1)
      .meta({
        description: "Chance of each worker to be absent for a shift; needs a calendar to have shifts",
        unit: "1",
      })
      .optional(),
    walking: z
      .strictObject({
        speed: z.number().positive().max(10).meta({ unit: "m/s" }),
        path: z
          .enum(["straight", "rightAngles"])
          .meta({ description: "The way between two places; straight when absent" })
          .optional(),
      })
      .meta({
        description:
          "They walk from where they are to where they are needed, first from the pool's place; without it they are there at once",
      })
      .optional(),
  })
  .meta({ id: "Workers" });
export type Workers = z.infer<typeof workersSchema>;
