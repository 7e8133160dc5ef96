import { z } from "zod";
import { expressionSchema } from "../attributes.ts";
import { idSchema } from "../elements/common.ts";
import { resourceShape } from "./common.ts";

const cards = z.int().min(1).max(1_000_000).meta({ unit: "cards" });
const stock = z.int().min(0).max(1_000_000);

const section = z.array(idSchema).min(1).max(10_000).meta({
  description: "Elements inside; a part takes a card where it comes in, and gives it back where it goes out",
});

/** A kanban loop: cards of each product, or of any, that authorise parts to come into its section. */
export const kanbanSchema = z
  .strictObject({
    kind: z.literal("kanban"),
    ...resourceShape,
    section,
    cards: z.record(idSchema, cards).meta({ description: "Product → cards; other products need none" }),
    signal: z
      .int()
      .min(1)
      .max(1_000_000)
      .meta({
        description: "So many cards of a product must be back before they count again; 1 when absent",
        unit: "cards",
      })
      .optional(),
  })
  .meta({ id: "Kanban", description: "Cards by product that authorise parts to come into a section" });
export type Kanban = z.infer<typeof kanbanSchema>;

/** CONWIP: a limit on the parts of all products inside a section. */
export const conwipSchema = z
  .strictObject({ kind: z.literal("conwip"), ...resourceShape, section, limit: cards })
  .meta({ id: "Conwip", description: "Limit on the parts inside a section, whatever their product" });
export type Conwip = z.infer<typeof conwipSchema>;

/** A supermarket: what falls to its minimum is ordered up to its maximum. */
export const supermarketSchema = z
  .strictObject({
    kind: z.literal("supermarket"),
    ...resourceShape,
    section: section.meta({
      description: "The store and the elements that replenish it; what is on its way there counts as stock",
    }),
    stock: z
      .record(
        idSchema,
        z.strictObject({
          min: stock.meta({ description: "Replenished when the stock falls to this", unit: "parts" }),
          max: cards.meta({ description: "Replenished up to this", unit: "parts" }),
        }),
      )
      .meta({ description: "Product → limits; other products come as they like" }),
  })
  .meta({ id: "Supermarket", description: "What falls to its minimum is ordered up to its maximum" });
export type Supermarket = z.infer<typeof supermarketSchema>;

/** A gate: parts go into its elements while an expression is true for them. */
export const gateSchema = z
  .strictObject({
    kind: z.literal("gate"),
    ...resourceShape,
    into: z.array(idSchema).min(1).max(10_000).meta({ description: "Elements whose inputs it guards" }),
    open: expressionSchema.meta({
      description: "Looked at anew whenever a part goes into or out of an element that it asks about",
    }),
  })
  .meta({ id: "Gate", description: "Lets parts in while an expression is true for them" });
export type Gate = z.infer<typeof gateSchema>;

/** Resources that control the flow. */
export const CONTROLS = ["kanban", "conwip", "supermarket", "gate"] as const;
