import Papa from "papaparse";
import type { BareFinding } from "../finding.ts";
import { IMPORT_LIMITS } from "./import-limits.ts";
import { BROKEN, DOUBLE_HEADER, MIXED_DECIMALS, NO_HEADER, TOO_MANY } from "./import-rules.ts";
import { ImportFailure, type ImportLog } from "./import-report.ts";
import { type Decimal, decimalVote } from "./numbers.ts";
import { type ColumnSort, type Header, QUANTITIES, readHeader } from "./table-headers.ts";

/** One row with its cells by sort of column. */
export interface TableRow {
  /** Row of the file, from 1. */
  readonly row: number;
  readonly cells: ReadonlyMap<ColumnSort, string>;
}

/** A table of stations or of connections: header and rows. */
export interface Table {
  readonly isConnections: boolean;
  readonly headers: ReadonlyMap<ColumnSort, Header>;
  readonly rows: readonly TableRow[];
}

export interface TableFile {
  readonly tables: readonly Table[];
  readonly decimal: Decimal;
}

/**
 * Reads a CSV file or the text of a spreadsheet's cells: one table, or several with an empty row between, each with a header.
 * The delimiter is a tab, a semicolon or a comma; the sign of decimals is the one that the numbers show.
 */
export function readTables(text: string, log: ImportLog): TableFile {
  const parsed = Papa.parse<string[]>(text, { delimiter: delimiterOf(text), skipEmptyLines: false });
  const [error] = parsed.errors.filter(({ type }) => type === "Quotes");
  if (error !== undefined) throw new ImportFailure(BROKEN, { problem: error.message }, (error.row ?? 0) + 1);
  const rows = parsed.data;
  if (rows.length > IMPORT_LIMITS.rows) {
    throw new ImportFailure(TOO_MANY, { count: rows.length, limit: IMPORT_LIMITS.rows });
  }
  const tables: Table[] = [];
  for (const block of blocksOf(rows)) {
    const table = readBlock(rows, block, log);
    if (table !== undefined) tables.push(table);
  }
  return { tables, decimal: decimalOf(tables, log) };
}

/** The first of tab, semicolon and comma that the header has. */
function delimiterOf(text: string): string {
  const first =
    text
      .slice(0, 10_000)
      .split(/\r?\n/)
      .find((line) => line.trim() !== "") ?? "";
  return ["\t", ";", ","].find((sign) => first.includes(sign)) ?? ",";
}

const isEmpty = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === "");

/** Rows between empty rows: from, and to exclusive. */
function blocksOf(rows: readonly (readonly string[])[]): [number, number][] {
  const blocks: [number, number][] = [];
  let start: number | undefined;
  for (const [i, row] of [...rows, []].entries()) {
    if (!isEmpty(row)) start ??= i;
    else if (start !== undefined) {
      blocks.push([start, i]);
      start = undefined;
    }
  }
  return blocks;
}

function readBlock(
  rows: readonly (readonly string[])[],
  [from, to]: readonly [number, number],
  log: ImportLog,
): Table | undefined {
  const headers = (rows[from] ?? []).map((cell) => readHeader(cell));
  const known = new Map<ColumnSort, Header>();
  for (const header of headers) {
    if (header.sort === undefined) continue;
    if (known.has(header.sort)) log.tell(DOUBLE_HEADER, { row: from + 1, column: header.text }, from + 1);
    known.set(header.sort, header);
  }
  const isConnections = known.has("from") && known.has("to");
  if (!isConnections && !known.has("id") && !known.has("name")) {
    log.tell(NO_HEADER, { row: from + 1 }, from + 1);
    return undefined;
  }
  const read: TableRow[] = [];
  for (let i = from + 1; i < to; i++) {
    const cells = new Map<ColumnSort, string>();
    for (const [k, cell] of (rows[i] ?? []).entries()) {
      if (cell.trim() === "") continue;
      const header = headers[k];
      if (header?.sort === undefined)
        log.unknown(`column “${header?.text ?? k + 1}”`, i + 1, `Spalte „${header?.text ?? k + 1}“`);
      else cells.set(header.sort, cell.trim());
    }
    read.push({ row: i + 1, cells });
  }
  return { isConnections, headers: known, rows: read };
}

function decimalOf(tables: readonly Table[], log: ImportLog): Decimal {
  const votes: { [D in Decimal]?: { row: number; text: string } } = {};
  for (const { rows } of tables) {
    for (const { row, cells } of rows) {
      for (const [sort, text] of cells) {
        const vote = QUANTITIES[sort] === undefined ? undefined : decimalVote(text);
        if (vote !== undefined) votes[vote] ??= { row, text };
      }
    }
  }
  const { comma, point } = votes;
  if (comma !== undefined && point !== undefined) {
    const values: BareFinding["values"] = {
      one: comma.text,
      row: comma.row,
      other: point.text,
      otherRow: point.row,
    };
    log.tell(MIXED_DECIMALS, values, Math.max(comma.row, point.row));
  }
  return comma === undefined ? "point" : "comma";
}
