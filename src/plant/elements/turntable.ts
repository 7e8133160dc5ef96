import { z } from "zod";
import { commonShape, idSchema } from "./common.ts";
import { handoverShape } from "./handover.ts";

const angle = z.number().min(-360).max(360);

/** Takes one part, turns it, and hands it over on another side. */
export const turntableSchema = z
  .strictObject({
    kind: z.literal("turntable"),
    ...commonShape,
    angles: z.record(idSchema, angle.meta({ unit: "deg" })).meta({
      description:
        "Element before or after → angle of the table at which they meet, counterclockwise from its own axis",
    }),
    speed: z.number().positive().max(3600).meta({ description: "Of the turn", unit: "deg/s" }),
    acceleration: z
      .number()
      .positive()
      .max(36_000)
      .meta({ description: "And deceleration; at full speed at once when absent", unit: "deg/s²" })
      .optional(),
    symmetric: z
      .boolean()
      .meta({
        description:
          "Parts go on and off at both ends, so that half a turn makes no difference. False when absent",
      })
      .optional(),
    rest: angle
      .meta({ description: "Turns here when it is empty and nobody waits; stays when absent", unit: "deg" })
      .optional(),
    ...handoverShape,
  })
  .meta({ id: "Turntable" });
export type Turntable = z.infer<typeof turntableSchema>;
