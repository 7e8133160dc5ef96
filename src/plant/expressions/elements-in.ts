import { eachNode, type ExpressionType } from "./expression.ts";
import { parseExpression } from "./parse-expression.ts";
import type { Scope } from "./scope.ts";

/** Ids of the elements that an expression asks about, each once; none when it cannot be read. */
export function elementsIn(text: string, scope: Scope, type: ExpressionType): Set<string> {
  const ids = new Set<string>();
  const parsed = parseExpression(text, scope, type);
  if (parsed.ok) eachNode(parsed.value, (node) => node.op === "element" && ids.add(node.id));
  return ids;
}
