import { z } from "zod";
import { attributeIdSchema } from "./attributes.ts";
import { idSchema, pointSchema } from "./elements/common.ts";

/** One use of a class: its elements get the ids `use.element`. */
export const useSchema = z
  .strictObject({
    id: idSchema,
    class: idSchema,
    position: pointSchema.meta({ description: "Where the class's origin comes to stand" }).optional(),
    parameters: z
      .record(attributeIdSchema, z.json())
      .meta({ description: "Parameter → value; its default when absent" })
      .optional(),
  })
  .meta({ id: "Use", description: "A sub-model in its place" });
export type Use = z.infer<typeof useSchema>;

/** A sub-model that is defined once. In its elements {"parameter": "name"} stands for the value of a parameter. */
export const classSchema = z
  .strictObject({
    id: idSchema,
    name: z.string().max(200).optional(),
    parameters: z
      .array(
        z.strictObject({
          id: attributeIdSchema,
          default: z.json(),
          unit: z.string().max(20).optional(),
          description: z.string().max(1000).optional(),
        }),
      )
      .max(100)
      .optional(),
    ports: z
      .record(idSchema, idSchema)
      .meta({ description: "Port → element of the class; connections from outside name `use.port`" })
      .optional(),
    elements: z
      .array(z.looseObject({ id: idSchema }))
      .min(1)
      .max(1000)
      .meta({ description: "As those of the plant; placements are relative to the class's origin" }),
    connections: z
      .array(z.strictObject({ from: idSchema, to: idSchema }))
      .max(10_000)
      .optional(),
    uses: z.array(useSchema).max(1000).optional(),
  })
  .meta({ id: "Class", description: "A sub-model that is defined once and used many times" });
export type Class = z.infer<typeof classSchema>;
