import { z } from "zod";
import { commonShape, idSchema } from "./common.ts";
import { handoverShape } from "./handover.ts";

const position = z.number().min(-1e5).max(1e5);

/** Brings one part at a time from track to track along its rail. */
export const transferCarSchema = z
  .strictObject({
    kind: z.literal("transferCar"),
    ...commonShape,
    stops: z.record(idSchema, position.meta({ unit: "m" })).meta({
      description: "Element before or after → where the car stands for it, along its axis from the middle",
    }),
    speed: z.number().positive().max(100).meta({ unit: "m/s" }),
    acceleration: z
      .number()
      .positive()
      .max(100)
      .meta({ description: "At full speed at once when absent", unit: "m/s²" })
      .optional(),
    deceleration: z
      .number()
      .positive()
      .max(100)
      .meta({ description: "As the acceleration when absent", unit: "m/s²" })
      .optional(),
    rest: position
      .meta({ description: "Goes here when it is empty and nobody waits; stays when absent", unit: "m" })
      .optional(),
    ...handoverShape,
  })
  .meta({ id: "TransferCar" });
export type TransferCar = z.infer<typeof transferCarSchema>;
