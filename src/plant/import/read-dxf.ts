import * as dxfParser from "dxf-parser";
import { IMPORT_LIMITS } from "./import-limits.ts";
import { BROKEN, NOTHING, TOO_MANY } from "./import-rules.ts";
import { ImportFailure, type ImportLog } from "./import-report.ts";

export interface DxfPoint {
  readonly x: number;
  readonly y: number;
  readonly bulge?: number;
}

/** An entity of a drawing: what any of them may have, since files are untrusted and the parser checks nothing. */
export interface DxfEntity {
  readonly type: string;
  readonly layer?: string;
  readonly inPaperSpace?: boolean;
  readonly vertices?: readonly DxfPoint[];
  readonly points?: readonly DxfPoint[];
  readonly shape?: boolean;
  readonly center?: DxfPoint;
  readonly radius?: number;
  readonly startAngle?: number;
  readonly endAngle?: number;
  readonly majorAxisEndPoint?: DxfPoint;
  readonly axisRatio?: number;
  readonly controlPoints?: readonly DxfPoint[];
  readonly fitPoints?: readonly DxfPoint[];
  readonly knotValues?: readonly number[];
  readonly degreeOfSplineCurve?: number;
  readonly closed?: boolean;
  readonly startPoint?: DxfPoint;
  readonly position?: DxfPoint;
  readonly textHeight?: number;
  readonly height?: number;
  readonly text?: string;
  readonly rotation?: number;
  readonly directionVector?: DxfPoint;
  readonly name?: string;
  readonly xScale?: number;
  readonly yScale?: number;
  readonly columnCount?: number;
  readonly rowCount?: number;
  readonly columnSpacing?: number;
  readonly rowSpacing?: number;
  readonly extrusionDirection?: { readonly z?: number };
  readonly extrusionDirectionZ?: number;
}

export interface DxfBlock {
  readonly position?: DxfPoint;
  readonly entities?: readonly DxfEntity[];
}

export interface DxfDrawing {
  readonly header: Readonly<Record<string, unknown>>;
  readonly entities: readonly DxfEntity[];
  readonly blocks: Readonly<Record<string, DxfBlock>>;
  /** Colour by layer, 0xrrggbb. */
  readonly colours: ReadonlyMap<string, number>;
}

/** Entities that are drawn; those that belong to others, and ends of lists, are no entities of their own. */
const DRAWN: ReadonlySet<string> = new Set([
  "LINE",
  "LWPOLYLINE",
  "POLYLINE",
  "ARC",
  "CIRCLE",
  "ELLIPSE",
  "SPLINE",
  "TEXT",
  "MTEXT",
  "INSERT",
  "SOLID",
  "3DFACE",
  "POINT",
]);
const PARTS: ReadonlySet<string> = new Set([
  "VERTEX",
  "SEQEND",
  "BLOCK",
  "ENDBLK",
  "SECTION",
  "ENDSEC",
  "EOF",
]);

/** Node and bundlers load the package in different forms; both have the parser's class as their default. */
const { default: Parser } = dxfParser as unknown as {
  default: new () => { parseSync(text: string): unknown };
};

/**
 * Parses a drawing. The parser hangs on some corrupt files: only a thread that can be ended may call this.
 * @throws ImportFailure for what is no drawing, or too much of one
 */
export function readDxf(text: string, log: ImportLog): DxfDrawing {
  if (text.startsWith("AutoCAD Binary DXF")) throw new ImportFailure(BROKEN, { problem: "binary DXF" });
  scan(text, log);
  let drawing: unknown;
  try {
    drawing = new Parser().parseSync(text);
  } catch (error) {
    throw new ImportFailure(BROKEN, { problem: error instanceof Error ? error.message : String(error) });
  }
  const dxf = (drawing ?? {}) as {
    header?: Record<string, unknown>;
    entities?: DxfEntity[];
    blocks?: Record<string, DxfBlock>;
    tables?: { layer?: { layers?: Record<string, { color?: number }> } };
  };
  const layers = Object.entries(dxf.tables?.layer?.layers ?? {});
  const colours = layers.flatMap(([name, { color }]) =>
    color === undefined ? [] : [[name, color] as const],
  );
  return {
    header: dxf.header ?? {},
    entities: dxf.entities ?? [],
    blocks: dxf.blocks ?? {},
    colours: new Map(colours),
  };
}

/** Counts the entities before anything is built of them, and names those that are not drawn. */
function scan(text: string, log: ImportLog): void {
  const lines = text.split(/\r\n|\r|\n/);
  let section = "";
  let sections = 0;
  let count = 0;
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const [code, value] = [lines[i]?.trim(), lines[i + 1]?.trim() ?? ""];
    if (code === "0" && value === "SECTION") {
      section = lines[i + 3]?.trim() ?? "";
      sections++;
    }
    if (code !== "0" || (section !== "ENTITIES" && section !== "BLOCKS")) continue;
    count++;
    if (!DRAWN.has(value) && !PARTS.has(value)) log.unknown(`entity ${value}`, i + 2, `Objekt ${value}`);
  }
  if (sections === 0) throw new ImportFailure(NOTHING, {});
  if (count > IMPORT_LIMITS.entities)
    throw new ImportFailure(TOO_MANY, { count, limit: IMPORT_LIMITS.entities });
}
