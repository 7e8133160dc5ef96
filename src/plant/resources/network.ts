import { z } from "zod";
import { idSchema, pointSchema } from "../elements/common.ts";
import { resourceShape } from "./common.ts";

export const controlPointSchema = z
  .strictObject({
    id: idSchema,
    position: pointSchema,
    capacity: z
      .int()
      .min(1)
      .max(10_000)
      .meta({
        description: "Vehicles that can stand here and pass each other; 1 when absent",
        unit: "vehicles",
      })
      .optional(),
    parking: z
      .boolean()
      .meta({ description: "Where vehicles may wait for long; they keep off the way here" })
      .optional(),
  })
  .meta({ id: "ControlPoint", description: "Where vehicles can stop, branch, load and unload" });
export type ControlPoint = z.infer<typeof controlPointSchema>;

export const segmentSchema = z
  .strictObject({
    from: idSchema,
    to: idSchema,
    twoWay: z
      .boolean()
      .meta({ description: "Driven in both directions, one at a time; false when absent" })
      .optional(),
    length: z
      .number()
      .positive()
      .max(1e5)
      .meta({ description: "The distance of its points when absent", unit: "m" })
      .optional(),
    speed: z
      .number()
      .positive()
      .max(100)
      .meta({ description: "Limit; none when absent", unit: "m/s" })
      .optional(),
    capacity: z
      .int()
      .min(1)
      .max(1000)
      .meta({
        description: "Vehicles in it at once, all in one direction; 1 when absent: a block",
        unit: "vehicles",
      })
      .optional(),
  })
  .meta({ id: "Segment", description: "A path between two control points" });
export type Segment = z.infer<typeof segmentSchema>;

/** The paths on which vehicles drive. */
export const networkSchema = z
  .strictObject({
    kind: z.literal("network"),
    ...resourceShape,
    points: z.array(controlPointSchema).min(2).max(20_000),
    segments: z.array(segmentSchema).min(1).max(40_000),
    width: z
      .number()
      .positive()
      .max(100)
      .meta({ description: "Of the paths, as drawn and for clearance", unit: "m" })
      .optional(),
  })
  .meta({
    id: "Network",
    description: "Control points and the segments between them; vehicles of fleets drive on it",
  });
export type Network = z.infer<typeof networkSchema>;
