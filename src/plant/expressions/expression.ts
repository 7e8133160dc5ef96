/** What an expression can be worth: a number (64-bit floating point), a text, or true or false. */
export type ExpressionType = "number" | "text" | "truth";

/** Operators between two values; `+` and the like of numbers, comparisons of numbers or texts. */
export type BinaryOperator = "+" | "-" | "*" | "/" | "%" | "<" | "<=" | ">" | ">=" | "==" | "!=";

/** Functions of numbers. */
export const NUMBER_FUNCTIONS = ["abs", "ceil", "floor", "max", "min"] as const;
export type NumberFunction = (typeof NUMBER_FUNCTIONS)[number];

/** Questions about an element, whose id is their argument. */
export const ELEMENT_FUNCTIONS = ["content", "finished"] as const;
export type ElementFunction = (typeof ELEMENT_FUNCTIONS)[number];

/** More questions about an element that a condition on a run may ask, with the type of their answer. */
export const RUN_FUNCTIONS = { state: "text", utilisation: "number" } as const;
export type RunFunction = keyof typeof RUN_FUNCTIONS;

/** Questions about a text, written behind it: `part.product.startsWith("a")`. */
export const TEXT_FUNCTIONS = ["contains", "endsWith", "startsWith"] as const;
export type TextFunction = (typeof TEXT_FUNCTIONS)[number];

/** An expression that was parsed and whose types fit. It has no loops, so its steps are at most its nodes. */
export type Expression =
  | { readonly op: "number"; readonly type: "number"; readonly value: number }
  | { readonly op: "text"; readonly type: "text"; readonly value: string }
  | { readonly op: "truth"; readonly type: "truth"; readonly value: boolean }
  | { readonly op: "name"; readonly type: ExpressionType; readonly name: string }
  | { readonly op: "attribute"; readonly type: ExpressionType; readonly attribute: string }
  | {
      readonly op: "element";
      readonly type: "number" | "text";
      readonly ask: ElementFunction | RunFunction;
      readonly id: string;
    }
  | {
      readonly op: "call";
      readonly type: "number";
      readonly call: NumberFunction;
      readonly operands: readonly Expression[];
    }
  | {
      readonly op: "ask";
      readonly type: "truth";
      readonly ask: TextFunction;
      readonly of: Expression;
      readonly text: Expression;
    }
  | {
      readonly op: "in";
      readonly type: "truth";
      readonly of: Expression;
      readonly among: readonly Expression[];
    }
  | {
      readonly op: "if";
      readonly type: ExpressionType;
      readonly when: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | {
      readonly op: "and" | "or";
      readonly type: "truth";
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly op: "not"; readonly type: "truth"; readonly of: Expression }
  | { readonly op: "negate"; readonly type: "number"; readonly of: Expression }
  | {
      readonly op: "binary";
      readonly type: "number" | "truth";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    };

/** Visits an expression and all that it is made of. */
export function eachNode(expression: Expression, visit: (node: Expression) => void): void {
  visit(expression);
  for (const part of partsOf(expression)) eachNode(part, visit);
}

function partsOf(node: Expression): readonly Expression[] {
  switch (node.op) {
    case "call":
      return node.operands;
    case "ask":
      return [node.of, node.text];
    case "in":
      return [node.of, ...node.among];
    case "if":
      return [node.when, node.yes, node.no];
    case "and":
    case "or":
    case "binary":
      return [node.left, node.right];
    case "not":
    case "negate":
      return [node.of];
    default:
      return [];
  }
}
