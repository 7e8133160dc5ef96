import { z } from "zod";
import { idSchema } from "../elements/common.ts";
import { resourceShape } from "./common.ts";

/** Pallets, fixtures or containers of which there are so many, and which go round. */
export const carriersSchema = z
  .strictObject({
    kind: z.literal("carriers"),
    ...resourceShape,
    product: idSchema.meta({ description: "Product that an empty one counts as; no source makes it" }),
    count: z.int().min(1).max(100_000).meta({ description: "How many there are", unit: "carriers" }),
    capacity: z
      .int()
      .min(1)
      .max(10_000)
      .meta({ description: "Parts on one; 1 when absent", unit: "parts" })
      .optional(),
    home: idSchema.meta({ description: "Buffer in which all stand, empty, at the start" }),
  })
  .meta({ id: "Carriers", description: "A finite number of pallets, fixtures or containers" });
export type Carriers = z.infer<typeof carriersSchema>;
