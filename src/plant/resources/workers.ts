import { z } from "zod";
import { idSchema } from "../elements/common.ts";
import { labourCostSchema } from "../elements/cost.ts";
import { resourceShape } from "./common.ts";
import { workersTagSchema } from "./live-tags.ts";

const seconds = z.number().nonnegative().max(3.2e9);

const breakWindowSchema = z
  .strictObject({
    name: z.string().max(200).optional(),
    start: seconds.meta({ description: "From the start of the run or of the period", unit: "s" }),
    end: seconds.meta({ description: "Every break of the window should be over by then", unit: "s" }),
    duration: z.number().positive().max(86_400).meta({ description: "Of each worker's break", unit: "s" }),
  })
  .meta({ id: "BreakWindow", description: "In it every worker who is there takes one break" });
export type BreakWindow = z.infer<typeof breakWindowSchema>;

const breaksSchema = z
  .strictObject({
    windows: z.array(breakWindowSchema).min(1).max(1000),
    period: z
      .number()
      .positive()
      .max(3.2e9)
      .meta({ description: "The windows repeat after this time; never when absent", unit: "s" })
      .optional(),
    atMostAway: z
      .int()
      .min(1)
      .max(100_000)
      .meta({
        description: "Workers on their break at once; the whole team together when absent",
        unit: "workers",
      })
      .optional(),
    atWork: z
      .enum(["finish", "rest"])
      .meta({
        description:
          "Whose break is due while he works, and whom nobody relieves, finishes his task first, or leaves it to rest; finish when absent",
      })
      .optional(),
    relief: z
      .strictObject({
        pool: idSchema.meta({ description: "Relief workers (springers), one for each who is on his break" }),
        handover: z
          .number()
          .nonnegative()
          .max(3600)
          .meta({
            description: "Both are at the workplace for so long, before and after; 0 when absent",
            unit: "s",
          })
          .optional(),
      })
      .meta({ description: "Who takes over from those who work, so that the work goes on" })
      .optional(),
  })
  .meta({
    id: "Breaks",
    description: "Breaks of each worker, beside those of a calendar, which all have together",
  });
export type Breaks = z.infer<typeof breaksSchema>;

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
    replacement: z
      .union([
        z.strictObject({ pool: idSchema }),
        z.strictObject({ skill: idSchema.meta({ description: "Of any other pool that has this skill" }) }),
      ])
      .meta({ description: "Who fills in, for the shift, for each worker that is absent" })
      .optional(),
    breaks: breaksSchema.optional(),
    role: idSchema
      .meta({ description: "Pools of one role are also counted together: operator, setter, relief" })
      .optional(),
    walking: z
      .strictObject({
        speed: z.number().positive().max(10).meta({ unit: "m/s" }),
        path: z
          .enum(["straight", "rightAngles"])
          .meta({ description: "The way between two places; straight when absent" })
          .optional(),
        footpaths: idSchema
          .meta({ description: "They walk on these paths, the quickest way, instead of straight" })
          .optional(),
        whenIdle: z
          .enum(["stay", "home"])
          .meta({
            description:
              "Where a worker waits whom nobody needs: where he worked, or at the pool's place, to which he walks; stay when absent",
          })
          .optional(),
      })
      .meta({
        description:
          "They walk from where they are to where they are needed, first from the pool's place; without it they are there at once",
      })
      .optional(),
    cost: labourCostSchema.optional(),
    tags: z.array(workersTagSchema).max(100).meta({ description: "Live signals of the pool" }).optional(),
  })
  .meta({ id: "Workers" });
export type Workers = z.infer<typeof workersSchema>;
