import { z } from "zod";
import { idSchema, pointSchema } from "../elements/common.ts";
import { resourceShape } from "./common.ts";

const footpathPointSchema = z
  .strictObject({
    id: idSchema,
    position: pointSchema,
    crossing: z
      .number()
      .nonnegative()
      .max(3600)
      .meta({
        description: "Time that everyone loses here who crosses a vehicle lane; 0 when absent",
        unit: "s",
      })
      .optional(),
  })
  .meta({ id: "FootpathPoint", description: "Where footpaths meet, end, or cross a vehicle lane" });

const footpathSchema = z
  .strictObject({
    from: idSchema,
    to: idSchema,
    oneWay: z.boolean().meta({ description: "Walked only as it is written; false when absent" }).optional(),
    length: z
      .number()
      .positive()
      .max(1e5)
      .meta({ description: "The distance of its points when absent", unit: "m" })
      .optional(),
  })
  .meta({ id: "Footpath" });
export type Footpath = z.infer<typeof footpathSchema>;

/** The paths on which people walk. */
export const footpathsSchema = z
  .strictObject({
    kind: z.literal("footpaths"),
    ...resourceShape,
    points: z.array(footpathPointSchema).min(2).max(20_000),
    paths: z.array(footpathSchema).min(1).max(40_000),
    reach: z
      .number()
      .positive()
      .max(100)
      .meta({
        description: "A workplace may lie so far from the nearest path; 3 m when absent",
        unit: "m",
      })
      .optional(),
    width: z
      .number()
      .positive()
      .max(20)
      .meta({ description: "As drawn; 1.2 m when absent", unit: "m" })
      .optional(),
  })
  .meta({ id: "Footpaths", description: "Points and the paths between them, on which workers walk" });
export type Footpaths = z.infer<typeof footpathsSchema>;
