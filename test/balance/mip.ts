import highs, { type Highs } from "highs";

/** A solver, which reads its WebAssembly once. */
export type Solver = Highs;

export function startSolver(): Promise<Solver> {
  // The package's types are those of its CommonJS file, whose default export is a member.
  return (highs as unknown as typeof highs.default)();
}

/** A linear expression: factors by variable, and a constant. */
export interface Linear {
  readonly factors: ReadonlyMap<string, number>;
  readonly constant: number;
}

/** Adds up multiples of variables and expressions. */
export function sum(
  terms: readonly (readonly [factor: number, of: string | Linear])[],
  constant = 0,
): Linear {
  const factors = new Map<string, number>();
  let total = constant;
  for (const [factor, of] of terms) {
    if (typeof of === "string") factors.set(of, (factors.get(of) ?? 0) + factor);
    else {
      for (const [name, each] of of.factors) factors.set(name, (factors.get(name) ?? 0) + factor * each);
      total += factor * of.constant;
    }
  }
  return { factors, constant: total };
}

/** A mixed-integer programme, written as text for the solver. */
export class MixedIntegerProgramme {
  readonly #rows: string[] = [];
  readonly #binaries: string[] = [];
  readonly #bounds: string[] = [];

  binary(): string {
    const name = `b${this.#binaries.length}`;
    this.#binaries.push(name);
    return name;
  }

  real(least: number, most: number): string {
    const name = `r${this.#bounds.length}`;
    this.#bounds.push(`${least} <= ${name} <= ${most}`);
    return name;
  }

  /** expression ≤ 0 */
  atMostZero(expression: Linear): void {
    this.#add(expression, "<=");
  }

  /** expression = 0 */
  zero(expression: Linear): void {
    this.#add(expression, "=");
  }

  /** The least value of an expression, and the variables there; undefined when nothing meets all rows. */
  least(solver: Solver, objective: Linear): { value: number; at: (name: string) => number } | undefined {
    const text = [
      `Minimize obj: ${written(objective) || `0 ${this.#binaries[0]}`}`,
      "Subject To",
      ...this.#rows,
      "Bounds",
      ...this.#bounds,
      "Binary",
      this.#binaries.join("\n"),
      "End",
    ].join("\n");
    const solution = solver.solve(text, { mip_rel_gap: 0, mip_abs_gap: 1e-6 });
    if (solution.Status === "Infeasible") return undefined;
    if (solution.Status !== "Optimal") throw new Error(`the programme ended as ${solution.Status}`);
    const { Columns } = solution;
    return { value: solution.ObjectiveValue + objective.constant, at: (name) => Columns[name]?.Primal ?? 0 };
  }

  #add(expression: Linear, relation: "<=" | "="): void {
    const text = written(expression);
    if (text === "") {
      const isMet = relation === "=" ? expression.constant === 0 : expression.constant <= 0;
      if (isMet) return;
      // A row that nothing can meet, over any variable.
      this.#rows.push(`c${this.#rows.length}: ${this.binary()} >= 2`);
      return;
    }
    this.#rows.push(`c${this.#rows.length}: ${text} ${relation} ${-expression.constant}`);
  }
}

function written({ factors }: Linear): string {
  return [...factors]
    .filter(([, factor]) => factor !== 0)
    .map(([name, factor]) => `${factor < 0 ? "-" : "+"} ${Math.abs(factor)} ${name}`)
    .join("\n ");
}
