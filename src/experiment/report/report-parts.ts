import type { Language } from "../../plant/finding-text.ts";
import type { Estimate, ExperimentResult } from "../run/answer.ts";
import { escape, type NumberText } from "./charts.ts";
import type { ReportTexts } from "./report-texts.ts";

/** What every part of a report is written with. */
export interface ReportContext {
  readonly result: ExperimentResult;
  readonly texts: ReportTexts;
  readonly language: Language;
  readonly number: NumberText;
}

export function unitText(unit: string, language: Language): string {
  if (unit === "1") return "";
  return language === "de" ? unit.replace(/^parts/, "Teile") : unit;
}

/** The name that the study gives a figure, or the usual one in the report's language. */
export function nameOfFigure(id: string, estimate: Estimate | undefined, texts: ReportTexts): string {
  if (estimate !== undefined && estimate.name !== id) return estimate.name;
  return texts.kpis[id] ?? id;
}

export function percent(share: number, number: NumberText): string {
  return `${number(share * 100)} %`;
}

export function section(title: string, body: string): string {
  return `<section><h2>${title}</h2>${body}</section>`;
}

export function table(head: readonly string[], rows: readonly string[]): string {
  const cells = head.map((cell) => `<th scope="col">${escape(cell)}</th>`).join("");
  const top = head.every((cell) => cell === "") ? "" : `<thead><tr>${cells}</tr></thead>`;
  return `<table>${top}<tbody>${rows.join("")}</tbody></table>`;
}
