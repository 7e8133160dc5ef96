import { taktwerk } from "../../src/node/taktwerk.ts";

/** One line of a page's table of figures. */
export interface Figure {
  readonly name: string;
  /** JSON pointer into the answer of `simulate --json`. */
  readonly place: string;
  /** As it stands on the page: a number, perhaps with ± and a unit. */
  readonly simulated: string;
  /** Number of the reckoning on the page; undefined where there is none. */
  readonly exact: number | undefined;
}

const LINE = /^\| ([^|]+) \| `(\/[^`]+)` \| ([^|]+) \| ([^|]*)\|$/gm;

export function figuresOf(page: string): Figure[] {
  const section = page.split("\n## Figures\n")[1]?.split("\n## ")[0] ?? "";
  return [...section.matchAll(LINE)].map(([, name = "", place = "", simulated = "", exact = ""]) => ({
    name,
    place,
    simulated: simulated.trim(),
    exact: exact.trim() === "" ? undefined : Number.parseFloat(exact),
  }));
}

/** The arguments of the page's first command that simulates its example. */
export function commandOf(page: string): string[] | undefined {
  const line = /^npm run -s taktwerk -- (simulate scenes\/elements\/.*)$/m.exec(page)?.[1];
  return line?.trim().split(/\s+/);
}

/** What the command prints with `--json`. @throws Error when it fails */
export async function answerOf(command: readonly string[]): Promise<unknown> {
  let out = "";
  let told = "";
  const output = {
    stdout: (text: string) => {
      out += text;
    },
    stderr: (text: string) => {
      told += text;
    },
  };
  const status = await taktwerk([...command, "--json"], output);
  if (status !== 0) throw new Error(`${command.join(" ")}: ${told}`);
  return JSON.parse(out);
}

function at(document: unknown, pointer: string): unknown {
  return pointer
    .slice(1)
    .split("/")
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);
}

interface Interval {
  readonly mean: number;
  /** Of a 95 % interval; undefined of a single run. */
  readonly halfWidth: number | undefined;
}

/** @throws Error when the answer has no number there */
export function valueAt(answer: unknown, place: string): Interval {
  const found = at(answer, place);
  const number = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);
  if (typeof found === "object" && found !== null && "mean" in found) {
    const { mean, halfWidth } = found as Record<string, unknown>;
    return { mean: number(mean) ?? Number.NaN, halfWidth: number(halfWidth) };
  }
  const mean = number(found);
  if (mean === undefined) throw new Error(`the answer has no number at ${place}`);
  return { mean, halfWidth: number(at(answer, `/halfWidths${place}`)) };
}

const FORM = /^(-?[\d,]+(?:\.(\d+))?|\?(\d))(?: ± [\d.]+)? ?(.*)$/;

/** The figure as the page has to have it, with as many decimals as it has there. */
export function written({ mean, halfWidth }: Interval, simulated: string): string {
  const [, , decimals, asked, unit = ""] = FORM.exec(simulated) ?? [];
  const digits = asked === undefined ? (decimals?.length ?? 0) : Number(asked);
  const factor = unit === "%" ? 100 : 1;
  const text = (value: number): string => (value * factor).toFixed(digits);
  const around = halfWidth === undefined || halfWidth === 0 ? "" : ` ± ${text(halfWidth)}`;
  return `${text(mean)}${around} ${unit}`.trim();
}

/** Quantiles of Student's t by replications, two-sided: 99.9 % as a multiple of 95 %. */
const WIDER: Readonly<Record<number, number>> = { 10: 4.781 / 2.262, 20: 3.883 / 2.093 };

/** Whether what was simulated agrees with the exact value: to the page's last digit, or by a 99.9 % t-interval. */
export function agrees({ mean, halfWidth }: Interval, figure: Figure, replications: number): boolean {
  if (figure.exact === undefined) return true;
  const factor = figure.simulated.endsWith("%") ? 100 : 1;
  const [, , decimals = ""] = FORM.exec(figure.simulated) ?? [];
  const rounding = 0.5 * 10 ** -decimals.length + 1e-9;
  const wider = WIDER[replications];
  const slack =
    halfWidth === undefined || halfWidth === 0 || wider === undefined ? rounding : halfWidth * factor * wider;
  return Math.abs(mean * factor - figure.exact) <= slack;
}
