import { z } from "zod";
import { idSchema, placementSchema, provenanceSchema } from "../elements/common.ts";

/** What every resource carries. Resources and elements share one set of ids. */
export const resourceShape = {
  id: idSchema,
  name: z.string().max(200).optional(),
  parent: idSchema.meta({ description: "Unit of the hierarchy that the resource belongs to" }).optional(),
  placement: placementSchema
    .meta({ description: "Where it is at home; drawn there. Without it the resource is not drawn" })
    .optional(),
  provenance: provenanceSchema.optional(),
  notes: z.string().max(10_000).optional(),
};
