import { z } from "zod";
import { expressionSchema } from "../attributes.ts";
import { idSchema } from "./common.ts";

/** How a list of parts, known beforehand, is put into a sequence. */
export const sequencingSchema = z
  .discriminatedUnion("by", [
    z.strictObject({ by: z.literal("given") }).meta({ description: "As listed" }),
    z.strictObject({ by: z.literal("edd") }).meta({ description: "Earliest due date first" }),
    z.strictObject({ by: z.literal("priority") }).meta({ description: "Smallest priority first" }),
    z
      .strictObject({
        by: z.literal("campaign"),
        families: z
          .record(idSchema, idSchema)
          .meta({ description: "Product → family; a product without one is its own" })
          .optional(),
        most: z
          .int()
          .min(1)
          .max(1_000_000)
          .meta({
            description: "Parts of a family one after another; all of them when absent",
            unit: "parts",
          })
          .optional(),
      })
      .meta({ description: "Family after family" }),
    z
      .strictObject({ by: z.literal("level") })
      .meta({ description: "Every product as evenly over the sequence as can be (goal chasing)" }),
    z
      .strictObject({
        by: z.literal("carSequencing"),
        rules: z
          .array(
            z
              .strictObject({
                when: expressionSchema.meta({ description: "Whether a part has the option" }),
                most: z.int().min(0).max(1000).meta({ unit: "parts" }),
                of: z.int().min(1).max(1000).meta({ unit: "parts" }),
              })
              .meta({ description: "At most so many of so many in a row have the option" }),
          )
          .min(1)
          .max(50),
      })
      .meta({ description: "n-of-m rules kept, or broken as little as the search finds" }),
  ])
  .meta({ id: "Sequencing", description: "How a list of parts is put into a sequence" });
export type Sequencing = z.infer<typeof sequencingSchema>;
