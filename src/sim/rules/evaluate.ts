import type {
  BinaryOperator,
  ElementFunction,
  Expression,
  RunFunction,
} from "../../plant/expressions/expression.ts";
import type { Part } from "../kernel/parts.ts";

/** A compiled expression. */
export type Evaluation<T> = (part: Part) => T;
export type Value = number | string | boolean;

/** Where names, attributes and contents come from. */
export interface Names {
  name(name: string): Evaluation<Value>;
  attribute(id: string): Evaluation<Value>;
  element(ask: ElementFunction | RunFunction, id: string): () => number | string;
}

/**
 * Compiles an expression into closures, one a node. All numbers are 64-bit floating point, with operations that every
 * engine rounds alike; nothing fails: a division by zero gives an infinity, and what is not a number compares false.
 */
export function compile(expression: Expression, names: Names): Evaluation<Value> {
  const truth = (node: Expression): Evaluation<boolean> => compile(node, names) as Evaluation<boolean>;
  const number = (node: Expression): Evaluation<number> => compile(node, names) as Evaluation<number>;
  const text = (node: Expression): Evaluation<string> => compile(node, names) as Evaluation<string>;
  switch (expression.op) {
    case "number":
    case "text":
    case "truth": {
      const { value } = expression;
      return () => value;
    }
    case "name":
      return names.name(expression.name);
    case "attribute":
      return names.attribute(expression.attribute);
    case "element":
      return names.element(expression.ask, expression.id);
    case "call":
      return callOf(expression.call, expression.operands.map(number));
    case "ask": {
      const [of, part] = [text(expression.of), text(expression.text)];
      if (expression.ask === "contains") return (it) => of(it).includes(part(it));
      if (expression.ask === "startsWith") return (it) => of(it).startsWith(part(it));
      return (it) => of(it).endsWith(part(it));
    }
    case "in": {
      const of = compile(expression.of, names);
      const among = expression.among.map((node) => compile(node, names));
      return (it) => {
        const value = of(it);
        return among.some((one) => one(it) === value);
      };
    }
    case "if": {
      const when = truth(expression.when);
      const [yes, no] = [compile(expression.yes, names), compile(expression.no, names)];
      return (it) => (when(it) ? yes(it) : no(it));
    }
    case "and": {
      const [left, right] = [truth(expression.left), truth(expression.right)];
      return (it) => left(it) && right(it);
    }
    case "or": {
      const [left, right] = [truth(expression.left), truth(expression.right)];
      return (it) => left(it) || right(it);
    }
    case "not": {
      const of = truth(expression.of);
      return (it) => !of(it);
    }
    case "negate": {
      const of = number(expression.of);
      return (it) => -of(it);
    }
    case "binary":
      return binaryOf(expression.operator, compile(expression.left, names), compile(expression.right, names));
  }
}

function callOf(call: string, operands: readonly Evaluation<number>[]): Evaluation<number> {
  const [first, ...rest] = operands as [Evaluation<number>, ...Evaluation<number>[]];
  switch (call) {
    case "abs":
      return (it) => Math.abs(first(it));
    case "ceil":
      return (it) => Math.ceil(first(it));
    case "floor":
      return (it) => Math.floor(first(it));
    case "max":
      return (it) => rest.reduce((most, one) => Math.max(most, one(it)), first(it));
    default:
      return (it) => rest.reduce((least, one) => Math.min(least, one(it)), first(it));
  }
}

function binaryOf(
  operator: BinaryOperator,
  left: Evaluation<Value>,
  right: Evaluation<Value>,
): Evaluation<Value> {
  const [a, b] = [left as Evaluation<number>, right as Evaluation<number>];
  switch (operator) {
    case "+":
      return (it) => a(it) + b(it);
    case "-":
      return (it) => a(it) - b(it);
    case "*":
      return (it) => a(it) * b(it);
    case "/":
      return (it) => a(it) / b(it);
    case "%":
      return (it) => a(it) % b(it);
    case "==":
      return (it) => left(it) === right(it);
    case "!=":
      return (it) => left(it) !== right(it);
    // Two texts are compared as texts: the checks have seen to it that both sides are of one type.
    case "<":
      return (it) => a(it) < b(it);
    case "<=":
      return (it) => a(it) <= b(it);
    case ">":
      return (it) => a(it) > b(it);
    case ">=":
      return (it) => a(it) >= b(it);
  }
}
