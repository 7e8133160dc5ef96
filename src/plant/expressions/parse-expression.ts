import { type ASTNode, Environment, ParseError } from "@marcbachmann/cel-js";
import { err, ok, type Result } from "../../base/result.ts";
import type { FindingValues } from "../finding.ts";
import {
  ELEMENT_FUNCTIONS,
  type ElementFunction,
  type Expression,
  type ExpressionType,
  NUMBER_FUNCTIONS,
  RUN_FUNCTIONS,
  type RunFunction,
  TEXT_FUNCTIONS,
} from "./expression.ts";
import { namesIn, type Scope } from "./scope.ts";

/** What is wrong with an expression: the rule that it breaks, and what the rule's texts need. */
export interface ExpressionFault {
  readonly rule: "syntax" | "unknown" | "type" | "forbidden";
  readonly values: FindingValues;
}

/** Bounds on what is parsed; each node is at most one step of an evaluation, since there are no loops. */
const LIMITS = { maxAstNodes: 300, maxDepth: 40, maxListElements: 100, maxCallArguments: 8 };

const TYPES = {
  number: { en: "a number", de: "eine Zahl" },
  text: { en: "a text", de: "ein Text" },
  truth: { en: "true or false", de: "wahr oder falsch" },
} as const;

/** Reads an expression of a certain type. Untrusted text is welcome; the answer is what it means or what is wrong with it. */
export function parseExpression(
  text: string,
  scope: Scope,
  type: ExpressionType,
): Result<Expression, ExpressionFault> {
  try {
    const { ast } = new Environment({ limits: LIMITS }).parse(text);
    const expression = new Converter(scope).convert(ast);
    return expression.type === type ? ok(expression) : err(typeFault(ast, type, expression.type));
  } catch (error) {
    if (error instanceof Refusal) return err(error.fault);
    if (error instanceof ParseError) return err(syntaxFault(text, error));
    throw error;
  }
}

/** What reads expressions; handed on where the library must not be loaded at once. */
export type ExpressionParser = typeof parseExpression;

/** Carries a fault out of the recursion; never leaves this file. */
class Refusal extends Error {
  readonly fault: ExpressionFault;

  constructor(fault: ExpressionFault) {
    super(fault.rule);
    this.fault = fault;
  }
}

function syntaxFault(text: string, { range }: ParseError): ExpressionFault {
  const start = range?.start ?? text.length;
  const found = text.slice(start, start + 20).trim();
  const words =
    found === ""
      ? { en: "the end of the expression", de: "das Ende des Ausdrucks" }
      : { en: `“${found}”`, de: `„${found}“` };
  return { rule: "syntax", values: { column: start + 1, found: words } };
}

function typeFault(node: ASTNode, expected: ExpressionType, found: ExpressionType): ExpressionFault {
  return {
    rule: "type",
    values: { column: node.start + 1, expected: TYPES[expected], found: TYPES[found], text: textOf(node) },
  };
}

function textOf(node: ASTNode): string {
  const text = node.input.slice(node.start, node.end);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** Turns the tree of the parser into ours and checks the types on the way. */
class Converter {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  convert(node: ASTNode): Expression {
    switch (node.op) {
      case "value":
        return this.#value(node, node.args);
      case "id":
      case ".":
        return this.#name(node);
      case "call":
        return this.#call(node, ...node.args);
      case "rcall":
        return this.#ask(node, ...node.args);
      case "?:":
        return this.#choice(...node.args);
      case "&&":
      case "||":
        return {
          op: node.op === "&&" ? "and" : "or",
          type: "truth",
          left: this.#typed(node.args[0], "truth"),
          right: this.#typed(node.args[1], "truth"),
        };
      case "!_":
        return { op: "not", type: "truth", of: this.#typed(node.args, "truth") };
      case "-_":
        return { op: "negate", type: "number", of: this.#typed(node.args, "number") };
      case "in":
        return this.#in(node, ...node.args);
      case "+":
      case "-":
      case "*":
      case "/":
      case "%":
        return {
          op: "binary",
          type: "number",
          operator: node.op,
          left: this.#typed(node.args[0], "number"),
          right: this.#typed(node.args[1], "number"),
        };
      case "==":
      case "!=":
      case "<":
      case "<=":
      case ">":
      case ">=":
        return this.#comparison(node.op, ...node.args);
      default:
        throw this.#forbidden(node);
    }
  }

  #typed(node: ASTNode, type: ExpressionType): Expression {
    const expression = this.convert(node);
    if (expression.type !== type) throw new Refusal(typeFault(node, type, expression.type));
    return expression;
  }

  #value(node: ASTNode, value: unknown): Expression {
    switch (typeof value) {
      case "bigint":
      case "number":
        return { op: "number", type: "number", value: Number(value) };
      case "string":
        return { op: "text", type: "text", value };
      case "boolean":
        return { op: "truth", type: "truth", value };
      default:
        throw this.#forbidden(node);
    }
  }

  #name(node: ASTNode): Expression {
    const name = pathOf(node);
    if (name === undefined) throw this.#forbidden(node);
    const type = Object.hasOwn(this.#scope.names, name) ? this.#scope.names[name] : undefined;
    if (type !== undefined) return { op: "name", type, name };
    const attribute = /^part\.attributes\.(\w+)$/.exec(name)?.[1] ?? "";
    const own = this.#scope.attributes.get(attribute);
    if (own !== undefined) return { op: "attribute", type: own, attribute };
    throw new Refusal({
      rule: "unknown",
      values: { name, column: node.start + 1, known: namesIn(this.#scope).join(", ") },
    });
  }

  #call(node: ASTNode, name: string, operands: readonly ASTNode[]): Expression {
    const call = NUMBER_FUNCTIONS.find((known) => known === name);
    if (call !== undefined) {
      const several = call === "max" || call === "min";
      if (several ? operands.length < 2 : operands.length !== 1) throw this.#forbidden(node);
      return {
        op: "call",
        type: "number",
        call,
        operands: operands.map((one) => this.#typed(one, "number")),
      };
    }
    const ask = this.#asks().find((known) => known === name);
    const [id] = operands;
    if (ask === undefined || id === undefined || operands.length !== 1 || !this.#scope.asksElements)
      throw this.#forbidden(node);
    if (id.op !== "value" || typeof id.args !== "string") throw this.#forbidden(id);
    return { op: "element", type: ask === "state" ? RUN_FUNCTIONS.state : "number", ask, id: id.args };
  }

  /** What may be asked about an element here. */
  #asks(): (ElementFunction | RunFunction)[] {
    const { asksElements, asksRun } = this.#scope;
    if (!asksElements) return [];
    return [...ELEMENT_FUNCTIONS, ...(asksRun === true ? (Object.keys(RUN_FUNCTIONS) as RunFunction[]) : [])];
  }

  #ask(node: ASTNode, name: string, of: ASTNode, operands: readonly ASTNode[]): Expression {
    const ask = TEXT_FUNCTIONS.find((known) => known === name);
    const [text] = operands;
    if (ask === undefined || text === undefined || operands.length !== 1) throw this.#forbidden(node);
    return { op: "ask", type: "truth", ask, of: this.#typed(of, "text"), text: this.#typed(text, "text") };
  }

  #choice(when: ASTNode, then: ASTNode, otherwise: ASTNode): Expression {
    const first = this.convert(then);
    return {
      op: "if",
      type: first.type,
      when: this.#typed(when, "truth"),
      yes: first,
      no: this.#typed(otherwise, first.type),
    };
  }

  #in(node: ASTNode, of: ASTNode, among: ASTNode): Expression {
    if (among.op !== "list") throw this.#forbidden(node);
    const value = this.convert(of);
    return {
      op: "in",
      type: "truth",
      of: value,
      among: among.args.map((one) => this.#typed(one, value.type)),
    };
  }

  #comparison(operator: "==" | "!=" | "<" | "<=" | ">" | ">=", left: ASTNode, right: ASTNode): Expression {
    const first = this.convert(left);
    if (first.type === "truth" && operator !== "==" && operator !== "!=")
      throw new Refusal(typeFault(left, "number", "truth"));
    return { op: "binary", type: "truth", operator, left: first, right: this.#typed(right, first.type) };
  }

  #forbidden(node: ASTNode): Refusal {
    const functions = [
      ...this.#asks().map((name) => `${name}("id")`),
      ...NUMBER_FUNCTIONS,
      ...TEXT_FUNCTIONS,
    ];
    return new Refusal({
      rule: "forbidden",
      values: { column: node.start + 1, text: textOf(node), known: functions.join(", ") },
    });
  }
}

/** `part.attributes.weight` of nested accesses; undefined of anything else. */
function pathOf(node: ASTNode): string | undefined {
  if (node.op === "id") return node.args;
  if (node.op !== ".") return undefined;
  const owner = pathOf(node.args[0]);
  return owner === undefined ? undefined : `${owner}.${node.args[1]}`;
}
