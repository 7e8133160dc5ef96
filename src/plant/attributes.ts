import { z } from "zod";
import { type Distribution, distributionSchema } from "./distribution.ts";

/** A name that can stand in an expression: letters, digits and _, and none of the language's own words. */
export const attributeIdSchema = z
  .string()
  .regex(
    /^(?!(?:in|as|break|const|continue|else|false|for|function|if|import|let|loop|namespace|null|package|return|true|var|void|while)$)[A-Za-z_][A-Za-z0-9_]{0,63}$/,
  )
  .meta({ description: "Name of an attribute, as it stands in expressions" });

const number = z.number().min(-1e12).max(1e12);
const text = z.string().max(200);

/** What every part can carry beside its product: a number or a text. */
export const attributeSchema = z
  .discriminatedUnion("type", [
    z.strictObject({
      id: attributeIdSchema,
      type: z.literal("number"),
      unit: z.string().max(20).meta({ description: "Unit of the number, for people" }).optional(),
      default: number.meta({ description: "Value where nothing sets another; 0 when absent" }).optional(),
    }),
    z.strictObject({
      id: attributeIdSchema,
      type: z.literal("text"),
      default: text.meta({ description: "Value where nothing sets another; empty when absent" }).optional(),
    }),
  ])
  .meta({ id: "Attribute", description: "What every part carries beside its product" });
export type Attribute = z.infer<typeof attributeSchema>;

export const attributeValueSchema = z.union([number, text]);
export type AttributeValue = z.infer<typeof attributeValueSchema>;

/** Values by attribute. */
export const attributeValuesSchema = z
  .record(attributeIdSchema, attributeValueSchema)
  .meta({ description: "Attribute → value" });

/** Most characters of an expression. */
const EXPRESSION_LENGTH = 1000;

/** A rule in CEL (Common Expression Language) without loops; what it may name depends on where it stands. */
export const expressionSchema = z
  .string()
  .min(1)
  .max(EXPRESSION_LENGTH)
  .meta({ id: "Expression", description: "CEL expression, such as part.attributes.weight > 20" });

/** Values by attribute as they are given while the plant runs. */
export const assignmentsSchema: z.ZodType<Assignments> = z
  .record(
    attributeIdSchema,
    z.union([attributeValueSchema, z.strictObject({ expression: expressionSchema }), distributionSchema]),
  )
  .meta({
    id: "Assignments",
    description:
      "Attribute → value, expression, or a distribution that is drawn from in the attribute's own unit",
  });
export type Assignments = Record<string, AttributeValue | { expression: string } | Distribution>;
