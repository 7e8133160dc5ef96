import { z } from "zod";
import { idSchema } from "./common.ts";

const quantity = z.int().min(1).max(10_000).meta({ description: "1 when absent", unit: "parts" });

/** One line of a bill of material. */
export const inputSchema = z
  .strictObject({
    from: idSchema.meta({ description: "Element that the parts come from; any when absent" }).optional(),
    product: idSchema.meta({ description: "Product of the parts; any when absent" }).optional(),
    quantity: quantity.optional(),
  })
  .meta({
    id: "AssemblyInput",
    description: "Parts that are needed: where from, of which product, how many",
  });
export type AssemblyInput = z.infer<typeof inputSchema>;

/** What goes into a product. */
export const billSchema = z
  .strictObject({
    inputs: z.array(inputSchema).min(1).max(100).meta({
      description:
        "The first names the base, which the others are built into; an empty carrier is loaded instead",
    }),
    product: idSchema
      .meta({ description: "Product that the base becomes; it keeps its own when absent" })
      .optional(),
  })
  .meta({ id: "Bill", description: "Bill of material: the parts that go together, and what they become" });
export type Bill = z.infer<typeof billSchema>;

/** Parts are taken together when a server is idle and all are there; none is collected before. */
export const assemblySchema = z
  .strictObject({
    bills: z.array(billSchema).min(1).max(1000).meta({
      description:
        "One for each product; of those whose parts are all there, the one whose base is ready longest",
    }),
    output: z
      .enum(["one", "all"])
      .meta({
        description:
          "one: the base, with the others in it; all: every part leaves again, in order. one when absent",
      })
      .optional(),
  })
  .meta({ id: "Assembly", description: "The station takes several parts at once" });
export type Assembly = z.infer<typeof assemblySchema>;

/** At the end of the work the part is taken apart. */
export const disassemblySchema = z
  .strictObject({
    bill: z
      .array(z.strictObject({ product: idSchema, quantity: quantity.optional() }))
      .min(1)
      .max(100)
      .meta({
        description:
          "What comes out: parts of that product in it first, new ones for the rest. All that is in it when absent",
      })
      .optional(),
    remainder: idSchema
      .meta({
        description:
          "Product that the part itself becomes, and leaves last. When absent, it ends if there is a bill, and else leaves as it is; a carrier always leaves",
      })
      .optional(),
  })
  .meta({ id: "Disassembly", description: "The part is taken apart at the end of the work" });
export type Disassembly = z.infer<typeof disassemblySchema>;
