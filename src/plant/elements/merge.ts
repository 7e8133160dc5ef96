import { z } from "zod";
import { commonShape, idSchema } from "./common.ts";
import { trackShape } from "./conveyor.ts";

/** A stretch of conveyor where parts come in from several sides while it runs. */
export const mergeSchema = z
  .strictObject({
    kind: z.literal("merge"),
    ...commonShape,
    ...trackShape,
    policy: z
      .enum(["fifo", "priority", "alternate", "zipper"])
      .meta({
        description:
          "Who comes in next: who waits longest; the first in the order of the connections; strictly in turn; in turn, passing over who has nothing. fifo when absent",
      })
      .optional(),
    inlets: z
      .record(idSchema, z.number().nonnegative().max(1e6).meta({ unit: "m" }))
      .meta({
        description: "Element before → where its parts come in, from the start; at the start when absent",
      })
      .optional(),
  })
  .meta({ id: "Merge" });
export type Merge = z.infer<typeof mergeSchema>;
