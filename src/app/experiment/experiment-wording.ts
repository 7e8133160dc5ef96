import type { experimentEn } from "../i18n/experiment-en.ts";
import { fill, type Language, type TextValues } from "../i18n/text.ts";

export type ExperimentTextKey = keyof typeof experimentEn;
export type ExperimentTexts = Readonly<Record<ExperimentTextKey, string>>;

/** The texts of the screen for experiments: apart from the others, so that only who opens it fetches them. */
const CATALOGUES: Readonly<Record<Language, () => Promise<ExperimentTexts>>> = {
  en: async () => (await import("../i18n/experiment-en.ts")).experimentEn,
  de: async () => (await import("../i18n/experiment-de.ts")).experimentDe,
};

/** A figure as a person reads it. */
export interface FigureName {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
}

/** Texts and numbers of the screen in one language. */
export interface ExperimentWords {
  (key: ExperimentTextKey, values?: TextValues): string;
  /** The name that the study gives a figure, or the usual one. */
  readonly figure: (figure: FigureName) => string;
  /** A unit in words of the language; empty where there is none. */
  readonly unit: (unit: string) => string;
  /** A mean and its half-width with as many decimals as the half-width bears. */
  readonly interval: (mean: number, halfWidth: number | undefined, isSigned?: boolean) => string;
  readonly tick: (value: number) => string;
}

export async function loadExperimentWords(language: Language): Promise<ExperimentWords> {
  return experimentWords(await CATALOGUES[language](), language);
}

export function experimentWords(texts: ExperimentTexts, language: Language): ExperimentWords {
  const all = new Map<string, string>(Object.entries(texts));
  const tick = new Intl.NumberFormat(language, { maximumSignificantDigits: 6 });
  return Object.assign((key: ExperimentTextKey, values?: TextValues) => fill(texts[key], values), {
    figure: ({ id, name }: FigureName) => (name === id ? (all.get(`kpi.${id}`) ?? id) : name),
    unit: (unit: string) => (unit === "1" ? "" : (all.get(`unit.${unit}`) ?? unit)),
    interval: (mean: number, halfWidth: number | undefined, isSigned = false) =>
      intervalText(language, mean, halfWidth, isSigned),
    tick: (value: number) => tick.format(value),
  });
}

const MOST_DECIMALS = 6;

/** Decimals that show two digits of the half-width, or four of a mean without one. */
function decimalsFor(mean: number, halfWidth: number | undefined): number {
  const [size, digits] = halfWidth === undefined || halfWidth === 0 ? [Math.abs(mean), 4] : [halfWidth, 2];
  if (size === 0) return 0;
  return Math.min(MOST_DECIMALS, Math.max(0, digits - 1 - Math.floor(Math.log10(size))));
}

function intervalText(
  language: Language,
  mean: number,
  halfWidth: number | undefined,
  isSigned: boolean,
): string {
  if (!Number.isFinite(mean)) return "–";
  const decimals = decimalsFor(mean, halfWidth);
  const options = {
    maximumFractionDigits: decimals,
    minimumFractionDigits: halfWidth === undefined || halfWidth === 0 ? 0 : decimals,
  };
  const signed = isSigned ? ({ signDisplay: "exceptZero" } as const) : {};
  const text = new Intl.NumberFormat(language, { ...options, ...signed }).format(mean);
  if (halfWidth === undefined || !Number.isFinite(halfWidth)) return text;
  return `${text} ± ${new Intl.NumberFormat(language, options).format(halfWidth)}`;
}
