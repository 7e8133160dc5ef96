import type { Attribute, AttributeValue } from "./attributes.ts";

/** The value of an attribute that nothing has set. */
export function defaultOf(attribute: Attribute): AttributeValue {
  return attribute.default ?? (attribute.type === "number" ? 0 : "");
}
