import { err, ok, type Result } from "../../base/result.ts";
import type { BareFinding, FindingValues } from "../finding.ts";
import { nearest } from "../nearest.ts";
import { rule, type Rule } from "../rule.ts";
import type { Task, TaskValue } from "./line-balance.ts";
import { findCircle } from "./precedence.ts";

const EMPTY = rule("tasks/empty", "error");
const TOO_MANY = rule("tasks/tooMany", "error");
const NO_COLUMN = rule("tasks/noColumn", "error");
const NO_NAME = rule("tasks/noName", "error");
const TIME = rule("tasks/time", "error");
const DUPLICATE = rule("tasks/duplicate", "error");
const UNKNOWN = rule("tasks/unknownPredecessor", "error");
const MISSPELT = rule("tasks/misspeltPredecessor", "error");
const CIRCULAR = rule("tasks/circular", "error");
const STATION = rule("tasks/unknownStation", "error");
const VALUE = rule("tasks/unknownClass", "error");

export const TASK_TABLE_RULES: readonly Rule[] = [
  EMPTY,
  TOO_MANY,
  NO_COLUMN,
  NO_NAME,
  TIME,
  DUPLICATE,
  UNKNOWN,
  MISSPELT,
  CIRCULAR,
  STATION,
  VALUE,
];

/** Tasks and findings at most. */
const LIMIT = 10_000;
const FINDING_LIMIT = 200;
const ID_LENGTH = 64;
const LONGEST_TIME = 3.2e9;

const COLUMNS = ["task", "name", "time", "predecessors", "value", "station", "tools", "zone"] as const;
type Column = (typeof COLUMNS)[number];

/** Columns of a table without a heading, in this order. */
const WITHOUT_HEADING: readonly Column[] = ["task", "time", "predecessors", "value", "station"];

/** Words in headings, small letters, English and German; a unit in brackets behind is ignored. */
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  task: [
    "task",
    "task id",
    "id",
    "no",
    "no.",
    "operation",
    "tätigkeit",
    "vorgang",
    "arbeitsvorgang",
    "nr",
    "nr.",
  ],
  name: ["name", "description", "bezeichnung", "beschreibung"],
  time: ["time", "duration", "seconds", "zeit", "dauer", "sekunden", "vorgabezeit"],
  predecessors: ["predecessors", "predecessor", "after", "vorgänger", "nach"],
  value: ["class", "value", "value added", "klasse", "wertschöpfung", "art"],
  station: ["station", "today", "heute"],
  tools: ["tools", "tool", "werkzeuge", "werkzeug"],
  zone: ["zone", "place", "ort", "bereich"],
};

const VALUE_WORDS: Readonly<Record<TaskValue, readonly string[]>> = {
  valueAdding: [
    "va",
    "value-adding",
    "value adding",
    "valueadding",
    "value added",
    "wertschöpfend",
    "w",
    "v",
  ],
  necessary: ["nva", "nnva", "necessary", "non-value-adding", "notwendig", "n"],
  waste: ["waste", "muda", "verschwendung", "verlust", "x"],
};

interface Row {
  /** 1-based, as the spreadsheet counts. */
  readonly line: number;
  readonly cells: Readonly<Partial<Record<Column, string>>>;
}

/**
 * Reads tasks that were copied from a spreadsheet: tabs, semicolons or commas between the columns, a
 * heading or the order task, time, predecessors, class, station. Untrusted text; all mistakes are told with rows.
 * @param stations of the line, in order: a cell may have a station's id, its name, or its number from 1
 */
export function readTasks(
  text: string,
  stations: readonly { readonly id: string; readonly name?: string | undefined }[],
): Result<Task[], BareFinding[]> {
  const findings: BareFinding[] = [];
  const tell = (broken: Rule, line: number, values: FindingValues = {}): void => {
    if (findings.length >= FINDING_LIMIT) return;
    findings.push({ severity: broken.severity, path: "", line, rule: broken.id, values });
  };
  const table = readTable(text);
  if (table.length === 0) tell(EMPTY, 1);
  else if (table.length > LIMIT) tell(TOO_MANY, LIMIT + 1, { limit: LIMIT });
  if (findings.length > 0) return err(findings);
  const rows = withColumns(table, tell);
  if (findings.length > 0) return err(findings);
  const known = new Set(rows.map(({ cells }) => asId(cells.task ?? cells.name ?? "")));
  const tasks = rows.map((row) => readTask(row, known, stations, tell));
  checkRows(rows, tasks, tell);
  return findings.length > 0 ? err(findings) : ok(tasks);
}

type Tell = (broken: Rule, line: number, values?: FindingValues) => void;

/** Columns by the heading, where the first row is one. */
function withColumns(table: readonly { line: number; cells: readonly string[] }[], tell: Tell): Row[] {
  const heading = (table[0]?.cells ?? []).map(columnOf);
  const hasHeading = heading.filter((column) => column !== undefined).length >= 2;
  const columns = hasHeading ? heading : WITHOUT_HEADING;
  for (const needed of ["task", "time"] as const) {
    if (!columns.includes(needed) && !(needed === "task" && columns.includes("name"))) {
      tell(NO_COLUMN, 1, { column: { en: needed, de: needed === "time" ? "Zeit" : "Tätigkeit" } });
    }
  }
  const body = hasHeading ? table.slice(1) : table;
  if (body.length === 0) tell(EMPTY, 1);
  return body.map(({ line, cells }) => {
    const named = cells.flatMap((cell, i): [Column, string][] => {
      const column = columns[i];
      return column === undefined || cell === "" ? [] : [[column, cell]];
    });
    return { line, cells: Object.fromEntries(named) };
  });
}

function columnOf(cell: string): Column | undefined {
  const word = cell
    .toLowerCase()
    .replace(/\s*[([].*$/, "")
    .trim();
  return COLUMNS.find((column) => HEADINGS[column].includes(word));
}

function readTask(
  { line, cells }: Row,
  known: ReadonlySet<string>,
  stations: Parameters<typeof readTasks>[1],
  tell: Tell,
): Task {
  const given = cells.task ?? cells.name ?? "";
  const id = asId(given);
  if (id === "") tell(NO_NAME, line);
  const name = cells.name ?? (id === given ? undefined : given.slice(0, 200));
  const time = Number((cells.time ?? "").replace(/\s*(s|sec|sek)\.?$/i, "").replace(",", "."));
  if (cells.time === undefined || !(time >= 0 && time <= LONGEST_TIME)) {
    tell(TIME, line, { time: (cells.time ?? "").slice(0, 40) });
  }
  const predecessors = [...new Set(namesOf(cells.predecessors, known))];
  const value = valueOf(cells.value);
  if (cells.value !== undefined && value === undefined) tell(VALUE, line, { word: cells.value.slice(0, 40) });
  const station = stationOf(cells.station, stations);
  if (cells.station !== undefined && station === undefined) {
    tell(STATION, line, { station: cells.station.slice(0, 64) });
  }
  const tools = list(cells.tools).map((tool) => tool.slice(0, 100));
  return {
    id,
    ...(name === undefined ? {} : { name: name.slice(0, 200) }),
    time,
    ...(predecessors.length === 0 ? {} : { predecessors }),
    ...(value === undefined ? {} : { value }),
    ...(tools.length === 0 ? {} : { tools }),
    ...(cells.zone === undefined ? {} : { zone: cells.zone.slice(0, 100) }),
    ...(station === undefined ? {} : { station }),
  };
}

/** What the rows say of each other. */
function checkRows(rows: readonly Row[], tasks: readonly Task[], tell: Tell): void {
  const lines = new Map<string, number>();
  for (const [i, { id }] of tasks.entries()) {
    const line = rows[i]?.line ?? 1;
    const first = lines.get(id);
    if (first === undefined) lines.set(id, line);
    else if (id !== "") tell(DUPLICATE, line, { id, first });
  }
  let isKnown = true;
  for (const [i, { id, predecessors = [] }] of tasks.entries()) {
    for (const before of predecessors) {
      if (lines.has(before)) continue;
      isKnown = false;
      const near = tasks.length > 1000 ? undefined : nearest(before, lines.keys());
      const line = rows[i]?.line ?? 1;
      if (near === undefined) tell(UNKNOWN, line, { id, before });
      else tell(MISSPELT, line, { id, before, near });
    }
  }
  const circle = isKnown ? findCircle(tasks) : undefined;
  if (circle === undefined) return;
  const way = [...circle, circle[0] ?? ""].map((id) => `“${id}”`).join(" → ");
  tell(CIRCULAR, lines.get(circle[0] ?? "") ?? 1, { way });
}

/** A cell as an identifier: what an id cannot hold becomes a hyphen. */
function asId(cell: string): string {
  const id = cell
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}_.:-]+/gu, "-")
    .replace(/^[.:-]+|-+$/g, "");
  return id.slice(0, ID_LENGTH);
}

/** Tasks that a cell names: the whole cell, parts between commas, or words, whichever is known. */
function namesOf(cell: string | undefined, known: ReadonlySet<string>): string[] {
  if (cell === undefined || known.has(asId(cell))) return cell === undefined ? [] : [asId(cell)];
  return list(cell).flatMap((part) => {
    const words = part.split(/\s+/).map(asId);
    return !known.has(asId(part)) && words.some((word) => known.has(word)) ? words : [asId(part)];
  });
}

/** Entries of a cell; a dash says that there are none. */
function list(cell: string | undefined): string[] {
  if (cell === undefined || /^[-–—]$/.test(cell)) return [];
  return [...new Set(cell.split(/\s*[,;|]\s*/).filter((entry) => entry !== ""))];
}

function valueOf(cell: string | undefined): TaskValue | undefined {
  const word = cell?.toLowerCase().trim();
  if (word === undefined) return undefined;
  const found = Object.entries(VALUE_WORDS).find(([, words]) => words.includes(word));
  return found?.[0] as TaskValue | undefined;
}

function stationOf(cell: string | undefined, stations: Parameters<typeof readTasks>[1]): string | undefined {
  if (cell === undefined) return undefined;
  const word = cell.toLowerCase();
  const found = stations.find(({ id, name }) => id.toLowerCase() === word || name?.toLowerCase() === word);
  return (found ?? (/^\d+$/.test(cell) ? stations[Number(cell) - 1] : undefined))?.id;
}

/** Rows with something in them; a quoted cell may hold the separator, quotes (doubled) and line ends. */
function readTable(text: string): { line: number; cells: string[] }[] {
  const plain = text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
  const first = plain.split("\n", 1)[0] ?? "";
  const separator = ["\t", ";", ","].find((sign) => first.includes(sign)) ?? "\t";
  const rows: { line: number; cells: string[] }[] = [];
  let [cell, isQuoted, line, begins] = ["", false, 1, 1];
  let cells: string[] = [];
  const endCell = (): void => {
    cells.push(cell.trim());
    cell = "";
  };
  const endRow = (): void => {
    endCell();
    if (cells.some((content) => content !== "")) rows.push({ line: begins, cells });
    [cells, begins] = [[], line];
  };
  for (let i = 0; i < plain.length && rows.length <= LIMIT; i++) {
    const sign = plain[i] ?? "";
    if (sign === "\n") line++;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (plain[i + 1] === '"') cell += plain[++i] ?? "";
      else isQuoted = false;
    } else if (sign === '"' && cell.trim() === "") [isQuoted, cell] = [true, ""];
    else if (sign === separator) endCell();
    else if (sign === "\n") endRow();
    else cell += sign;
  }
  endRow();
  return rows;
}
