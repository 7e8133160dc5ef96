import { z } from "zod";
import { expressionSchema } from "../attributes.ts";
import { idSchema } from "./common.ts";

/** Rules of sequencing, after Pinedo, Scheduling. */
export const PRIORITY_RULES = ["spt", "lpt", "edd", "slack", "wspt"] as const;

/** Which of several parts goes first; of equals the one that came first. */
export const rankingSchema = z
  .union([
    z.strictObject({
      rule: z.enum(PRIORITY_RULES).meta({
        description:
          "Shortest or longest processing time; earliest due date; least slack, which is time to the due date less the processing time; shortest processing time by weight",
      }),
      station: idSchema
        .meta({
          description:
            "Station whose mean cycle time of the product counts; the only one that follows, or the station itself, when absent",
        })
        .optional(),
    }),
    z.strictObject({
      by: expressionSchema.meta({ description: "A number; evaluated when the part comes in" }),
      first: z.enum(["smallest", "largest"]).meta({ description: "smallest when absent" }).optional(),
    }),
  ])
  .meta({
    id: "Ranking",
    description: "Which of several parts goes first; of equals the one that came first",
  });
export type Ranking = z.infer<typeof rankingSchema>;
