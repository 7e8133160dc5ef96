import type { ImportedKind } from "./imported-kind.ts";
import {
  DOUBLE_ID,
  NO_ELEMENT,
  NO_ID,
  NO_NUMBER,
  OUT_OF_RANGE,
  REPEATED_CONNECTION,
  UNKNOWN_KIND,
  UNKNOWN_UNIT,
} from "./import-rules.ts";
import type { ImportLog } from "./import-report.ts";
import { type Decimal, parseNumber } from "./numbers.ts";
import type { PlantDraft } from "./plant-draft.ts";
import { readTables, type Table, type TableRow } from "./read-table.ts";
import { type ColumnSort, kindOf, QUANTITIES } from "./table-headers.ts";
import { factorOf, type Quantity } from "./units.ts";

/** Signs between the ids of several successors in a cell. */
const SEPARATORS = /[;,|/\s]+/;

/** Least values beyond which a number cannot be meant, in the plant's units; the schema has the rest. */
const POSITIVE: ReadonlySet<ColumnSort> = new Set([
  "length",
  "width",
  "height",
  "servers",
  "capacity",
  "speed",
  "pitch",
  "timeToFailure",
]);

/** Puts the stations and connections of tables into a plant. Everything wrong is told by row and column. */
export function importTables(texts: readonly string[], draft: PlantDraft, log: ImportLog): void {
  const files = texts.map((text) => readTables(text, log));
  const links: { row: number; column: string; from: string; to: string }[] = [];
  for (const { tables, decimal } of files) {
    for (const table of tables) {
      if (table.isConnections) links.push(...connectionsOf(table, log));
      else links.push(...new StationTable(table, decimal, log).read(draft));
    }
  }
  for (const { row, column, from, to } of links) {
    const missing = [from, to].filter((id) => !draft.has(id));
    for (const id of missing) log.tell(NO_ELEMENT, { row, column, id }, row);
    if (missing.length === 0 && !draft.connect(from, to)) {
      log.tell(REPEATED_CONNECTION, { row, from, to }, row);
    }
  }
}

interface Link {
  readonly row: number;
  readonly column: string;
  readonly from: string;
  readonly to: string;
}

function connectionsOf({ rows, headers }: Table, log: ImportLog): Link[] {
  return rows.flatMap(({ row, cells }) => {
    const [from, to] = [cells.get("from"), cells.get("to")];
    if (from === undefined || to === undefined) {
      const column = headers.get(from === undefined ? "from" : "to")?.text ?? "";
      log.tell(NO_ID, { row, column }, row);
      return [];
    }
    return [{ row, column: `${headers.get("from")?.text}, ${headers.get("to")?.text}`, from, to }];
  });
}

class StationTable {
  readonly #table: Table;
  readonly #decimal: Decimal;
  readonly #log: ImportLog;
  readonly #factors = new Map<ColumnSort, number>();

  constructor(table: Table, decimal: Decimal, log: ImportLog) {
    this.#table = table;
    this.#decimal = decimal;
    this.#log = log;
    for (const [sort, { text, unit }] of table.headers) {
      const quantity: Quantity | undefined = QUANTITIES[sort];
      if (quantity === undefined || unit === "") continue;
      const factor = factorOf(quantity, unit);
      if (factor === undefined) log.tell(UNKNOWN_UNIT, { column: text, unit });
      else this.#factors.set(sort, factor);
    }
  }

  /** @returns the connections that the column of successors names */
  read(draft: PlantDraft): Link[] {
    const links: Link[] = [];
    for (const row of this.#table.rows) {
      const id = row.cells.get("id") ?? row.cells.get("name");
      if (id === undefined) {
        this.#log.tell(NO_ID, { row: row.row, column: this.#column("id") }, row.row);
        continue;
      }
      if (draft.has(id)) {
        this.#log.tell(DOUBLE_ID, { row: row.row, column: this.#column("id"), id }, row.row);
        continue;
      }
      this.#element(row, id, draft);
      for (const to of row.cells.get("next")?.split(SEPARATORS) ?? []) {
        if (to !== "") links.push({ row: row.row, column: this.#column("next"), from: id, to });
      }
    }
    return links;
  }

  #element(row: TableRow, id: string, draft: PlantDraft): void {
    const number = (sort: ColumnSort): number | undefined => this.#number(row, sort);
    const kind = this.#kind(row);
    const [x, y, z] = [number("x"), number("y"), number("z")];
    const parent = row.cells.get("parent");
    if (parent !== undefined) draft.unit(parent, "line", parent);
    draft.element({
      kind,
      key: id,
      id,
      name: row.cells.get("name"),
      parent,
      position: x === undefined && y === undefined ? undefined : [x ?? 0, y ?? 0, z ?? 0],
      rotation: number("rotation"),
      size: [number("length"), number("width"), number("height")],
      more: this.#more(kind, number),
    });
  }

  #more(kind: ImportedKind, number: (sort: ColumnSort) => number | undefined): Record<string, unknown> {
    const failures = failuresOf(number("timeToFailure"), number("timeToRepair"));
    const capacity = number("capacity");
    if (kind === "station") {
      return { cycleTime: number("cycleTime"), servers: number("servers"), failures };
    }
    if (kind === "buffer") return { capacity };
    if (kind === "conveyor") return { speed: number("speed"), pitch: number("pitch"), capacity, failures };
    if (kind === "sink") return {};
    const interarrival = number("interarrival") ?? number("cycleTime");
    return interarrival === undefined ? {} : { arrivals: { mode: "interarrival", interarrival } };
  }

  #kind({ row, cells }: TableRow): ImportedKind {
    const word = cells.get("kind");
    if (word === undefined) return "station";
    const kind = kindOf(word);
    if (kind === undefined) this.#log.tell(UNKNOWN_KIND, { row, column: this.#column("kind"), word }, row);
    return kind ?? "station";
  }

  #number({ row, cells }: TableRow, sort: ColumnSort): number | undefined {
    const text = cells.get(sort);
    if (text === undefined) return undefined;
    const value = parseNumber(text, this.#decimal);
    const column = this.#column(sort);
    if (value === undefined) {
      this.#log.tell(NO_NUMBER, { row, column, text }, row);
      return undefined;
    }
    const inUnit = tidy(value * (this.#factors.get(sort) ?? 1));
    const isWhole = QUANTITIES[sort] !== "count" || Number.isInteger(inUnit);
    const isFine = isWhole && (POSITIVE.has(sort) ? inUnit > 0 : sort.endsWith("ime") ? inUnit >= 0 : true);
    if (!isFine || Math.abs(inUnit) > 1e9) this.#log.tell(OUT_OF_RANGE, { row, column, text }, row);
    return inUnit;
  }

  #column(sort: ColumnSort): string {
    return this.#table.headers.get(sort)?.text ?? sort;
  }
}

function failuresOf(timeToFailure: number | undefined, timeToRepair: number | undefined): unknown {
  if (timeToFailure === undefined || timeToRepair === undefined) return undefined;
  const exponential = (mean: number): object => ({ dist: "exponential", mean });
  return [
    {
      id: "breakdown",
      clock: "busy",
      timeToFailure: exponential(timeToFailure),
      timeToRepair: exponential(timeToRepair),
    },
  ];
}

/** Away with what a factor leaves in the last digits: 1200 mm are 1.2 m. */
export function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
