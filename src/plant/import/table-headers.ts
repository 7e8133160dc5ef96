import type { ImportedKind } from "./imported-kind.ts";
import type { Quantity } from "./units.ts";

/** What a column of a table of stations or connections holds. */
export type ColumnSort =
  | "id"
  | "name"
  | "kind"
  | "parent"
  | "x"
  | "y"
  | "z"
  | "rotation"
  | "length"
  | "width"
  | "height"
  | "cycleTime"
  | "interarrival"
  | "servers"
  | "capacity"
  | "speed"
  | "pitch"
  | "timeToFailure"
  | "timeToRepair"
  | "next"
  | "from"
  | "to";

/** Names of columns in English and German, without signs and in small letters. */
const NAMES: Readonly<Record<ColumnSort, readonly string[]>> = {
  id: [
    "id",
    "no",
    "nr",
    "nummer",
    "number",
    "station",
    "stations id",
    "station id",
    "code",
    "kürzel",
    "kennung",
  ],
  name: ["name", "bezeichnung", "benennung", "description", "beschreibung", "label"],
  kind: ["kind", "type", "typ", "art", "elementtyp", "element type"],
  parent: ["line", "linie", "area", "bereich", "parent", "gruppe", "group"],
  x: ["x", "pos x", "position x", "x position", "ost", "east"],
  y: ["y", "pos y", "position y", "y position", "nord", "north"],
  z: ["z", "pos z", "position z", "z position"],
  rotation: ["rotation", "angle", "drehung", "winkel"],
  length: ["length", "länge", "laenge", "size x"],
  width: ["width", "breite", "depth", "tiefe", "size y"],
  height: ["height", "höhe", "hoehe", "size z"],
  cycleTime: [
    "cycle time",
    "cycletime",
    "ct",
    "processing time",
    "process time",
    "zykluszeit",
    "taktzeit",
    "bearbeitungszeit",
    "prozesszeit",
  ],
  interarrival: ["interarrival", "interarrival time", "zwischenankunftszeit", "ankunftsabstand"],
  servers: ["servers", "machines", "parallel", "parallele", "count", "anzahl", "maschinen"],
  capacity: ["capacity", "kapazität", "kapazitaet", "buffer size", "plätze", "puffergröße"],
  speed: ["speed", "geschwindigkeit"],
  pitch: ["pitch", "teilung", "teileabstand"],
  timeToFailure: ["mtbf", "mttf", "time to failure", "zeit bis ausfall"],
  timeToRepair: ["mttr", "time to repair", "reparaturzeit", "reparaturdauer"],
  next: ["next", "successor", "successors", "nachfolger", "folgestation"],
  from: ["from", "von", "source station", "start"],
  to: ["to", "nach", "target", "ziel"],
};

const BY_NAME: ReadonlyMap<string, ColumnSort> = new Map(
  (Object.keys(NAMES) as ColumnSort[]).flatMap((sort) => NAMES[sort].map((name) => [name, sort] as const)),
);

export const QUANTITIES: Readonly<Partial<Record<ColumnSort, Quantity>>> = {
  x: "length",
  y: "length",
  z: "length",
  rotation: "angle",
  length: "length",
  width: "length",
  height: "length",
  cycleTime: "time",
  interarrival: "time",
  servers: "count",
  capacity: "count",
  speed: "speed",
  pitch: "length",
  timeToFailure: "time",
  timeToRepair: "time",
};

const KINDS: Readonly<Record<ImportedKind, readonly string[]>> = {
  source: ["source", "quelle", "eingang", "entry"],
  station: [
    "station",
    "machine",
    "maschine",
    "workstation",
    "arbeitsplatz",
    "anlage",
    "zelle",
    "cell",
    "workplace",
  ],
  buffer: ["buffer", "puffer", "store", "storage", "lager", "queue"],
  conveyor: ["conveyor", "förderer", "foerderer", "förderband", "band", "belt"],
  sink: ["sink", "senke", "ausgang", "exit"],
};

const KIND_BY_WORD: ReadonlyMap<string, ImportedKind> = new Map(
  (Object.keys(KINDS) as ImportedKind[]).flatMap((kind) => KINDS[kind].map((word) => [word, kind] as const)),
);

/** Kind of element that a word means, in English or German. */
export function kindOf(word: string): ImportedKind | undefined {
  return KIND_BY_WORD.get(word.trim().toLowerCase());
}

export interface Header {
  /** As it stands in the file. */
  readonly text: string;
  /** Undefined for a column that is not known. */
  readonly sort: ColumnSort | undefined;
  /** Empty where none is given. */
  readonly unit: string;
}

/** `Cycle time [min]`, `Länge (mm)` and `x in m` are read with their units. */
export function readHeader(text: string): Header {
  const inBrackets = /^(.*?)\s*[[(]([^\])]{0,20})[\])]\s*$/s.exec(text);
  const afterIn = /^(.*?)\s+in\s+(\S{1,20})\s*$/s.exec(text);
  const [, name = text, unit = ""] = inBrackets ?? afterIn ?? [];
  const words = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_.,:-]+/g, " ")
    .trim();
  return { text, sort: BY_NAME.get(words), unit };
}
