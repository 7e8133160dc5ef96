import { defined } from "../../base/assert.ts";
import { toMicros, toSeconds } from "../../base/units.ts";
import type { AttributeValue } from "../../plant/attributes.ts";
import { defaultOf } from "../../plant/attribute-default.ts";
import type {
  ElementFunction,
  Expression,
  ExpressionType,
  RunFunction,
} from "../../plant/expressions/expression.ts";
import type { ExpressionParser } from "../../plant/expressions/parse-expression.ts";
import { scopeOf, type Standing } from "../../plant/expressions/scope.ts";
import { meanOf } from "../../plant/mean.ts";
import type { Plant } from "../../plant/schema.ts";
import { cycleDurationOf } from "../../plant/support.ts";
import type { ElementModel } from "../elements/element.ts";
import { Traveller } from "../kernel/traveller.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Part } from "../kernel/parts.ts";
import { compile, type Evaluation, type Names, type Value } from "./evaluate.ts";

/** The attributes of a run's parts, and its expressions, each compiled once. */
export class Rules implements Names {
  /** Ids of the attributes, in the order of the plant file. */
  readonly attributes: readonly string[];
  readonly #plant: Plant;
  readonly #kernel: Kernel;
  readonly #modelOf: (id: string) => ElementModel;
  readonly #parse: ExpressionParser | undefined;
  /** Values by product and attribute, for parts on which nothing was set. */
  readonly #defaults: readonly (readonly AttributeValue[])[];

  /**
   * @param modelOf asked only once the run goes on
   * @param parse may be absent for a plant without expressions
   */
  constructor(
    plant: Plant,
    kernel: Kernel,
    modelOf: (id: string) => ElementModel,
    parse: ExpressionParser | undefined,
  ) {
    const { attributes = [], products } = plant;
    this.#plant = plant;
    this.#kernel = kernel;
    this.#modelOf = modelOf;
    this.#parse = parse;
    this.attributes = attributes.map(({ id }) => id);
    this.#defaults = products.map((product) =>
      attributes.map((attribute) => product.attributes?.[attribute.id] ?? defaultOf(attribute)),
    );
  }

  number(text: string, standing: Standing = "moment"): Evaluation<number> {
    return compile(this.parse(text, "number", standing), this) as Evaluation<number>;
  }

  truth(text: string, standing: Standing = "moment"): Evaluation<boolean> {
    return compile(this.parse(text, "truth", standing), this) as Evaluation<boolean>;
  }

  text(text: string, standing: Standing = "moment"): Evaluation<string> {
    return compile(this.parse(text, "text", standing), this) as Evaluation<string>;
  }

  /** The checks have seen to it that it can be read. */
  parse(text: string, type: ExpressionType, standing: Standing): Expression {
    const parse = defined(this.#parse, "a reader of expressions");
    const parsed = parse(text, scopeOf(this.#plant.attributes ?? [], standing), type);
    if (!parsed.ok) throw new Error(`the expression ${text} was not checked`);
    return parsed.value;
  }

  /** Index of an attribute. */
  indexOf(id: string): number {
    return this.attributes.indexOf(id);
  }

  typeOf(id: string): "number" | "text" {
    return defined(
      this.#plant.attributes?.find((attribute) => attribute.id === id),
      `attribute ${id}`,
    ).type;
  }

  /** Mean cycle time of each product at a station, µs; undefined of what is no station. */
  stationTimes(id: string): readonly number[] | undefined {
    const station = this.#plant.elements.find((element) => element.id === id);
    if (station?.kind !== "station") return undefined;
    return this.#plant.products.map((product) => {
      const duration = cycleDurationOf(station.cycleTime, product.id);
      return duration === undefined ? 0 : toMicros(meanOf(duration));
    });
  }

  set(part: Part, attribute: number, value: AttributeValue): void {
    part.traveller ??= new Traveller();
    part.traveller.values ??= [...(this.#defaults[part.product] as readonly AttributeValue[])];
    part.traveller.values[attribute] = value;
  }

  attribute(id: string): Evaluation<Value> {
    const index = this.indexOf(id);
    const byProduct = this.#defaults.map((values) => values[index] as AttributeValue);
    return ({ traveller, product }) =>
      (traveller?.values === undefined ? byProduct[product] : traveller.values[index]) as AttributeValue;
  }

  element(ask: ElementFunction | RunFunction, id: string): () => number {
    let model: ElementModel | undefined;
    return () => {
      model ??= this.#modelOf(id);
      return ask === "content" ? model.content() : model.finished();
    };
  }

  name(name: string): Evaluation<Value> {
    const kernel = this.#kernel;
    switch (name) {
      case "time":
        return () => toSeconds(kernel.now);
      case "part.product":
        return ({ product }) => kernel.products[product] as string;
      case "part.source":
        return ({ source }) => source.id;
      case "part.serial":
        return ({ serial }) => serial;
      case "part.age":
        return ({ entered }) => toSeconds(kernel.now - entered);
      case "part.order":
        return ({ traveller }) => traveller?.order ?? "";
      case "part.due":
        return ({ traveller }) => toSeconds(traveller?.due ?? Infinity);
      case "part.priority":
        return ({ traveller }) => traveller?.priority ?? 0;
      case "part.weight":
        return ({ traveller }) => traveller?.weight ?? 1;
      default:
        throw new RangeError(`no name ${name}`);
    }
  }
}
