import type { Underlay } from "../layout.ts";
import { arcPoints, ellipsePoints, polylinePoints, splinePoints } from "./dxf-curves.ts";
import { IMPORT_LIMITS } from "./import-limits.ts";
import { NOTHING, SHIFTED, TOO_MANY, UNIT_ASSUMED } from "./import-rules.ts";
import { ImportFailure, type ImportLog } from "./import-report.ts";
import { type DxfDrawing, type DxfEntity, type DxfPoint, readDxf } from "./read-dxf.ts";
import { factorOf } from "./units.ts";

type Point = readonly [x: number, y: number];

/** Metres of the drawing's unit, by $INSUNITS. */
const INSUNITS: Readonly<Record<number, number>> = {
  1: 0.0254,
  2: 0.3048,
  3: 1609.344,
  4: 1e-3,
  5: 1e-2,
  6: 1,
  7: 1000,
  10: 0.9144,
  14: 0.1,
  21: 1200 / 3937,
};

/** How far a chord may lie inside its curve, m. */
const DEVIATION = 0.01;
/** A drawing whose middle is farther away from the origin is moved there: plants have no room for map coordinates, m. */
const FAR = 10_000;
/** Longest text of an entity. */
const LONGEST_TEXT = 200;

/** From the coordinates of a block to those of the drawing. */
interface Transform {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly x: number;
  readonly y: number;
}

const IDENTITY: Transform = { a: 1, b: 0, c: 0, d: 1, x: 0, y: 0 };

interface Layer {
  readonly lines: Point[][];
  readonly texts: { at: Point; height: number; rotation: number; text: string }[];
}

/** Lines and texts of a drawing, in metres, ready to lie on the floor of a plant. */
export interface ImportedDrawing {
  readonly underlay: Underlay;
  /** [x from, y from, x to, y to], m */
  readonly bounds: readonly [number, number, number, number];
}

/** @param unit of the drawing, when the user says it; otherwise the file's own */
export function importDxf(
  text: string,
  name: string,
  unit: string | undefined,
  log: ImportLog,
): ImportedDrawing {
  const drawing = readDxf(text, log);
  const flat = new Flattening(drawing, scaleOf(drawing, unit, log), log);
  for (const entity of drawing.entities) flat.add(entity, IDENTITY, undefined, 0);
  return flat.finish(name);
}

function scaleOf({ header }: DxfDrawing, unit: string | undefined, log: ImportLog): number {
  const wished = unit === undefined ? undefined : factorOf("length", unit);
  if (wished !== undefined) return wished;
  const code = Number(header["$INSUNITS"]);
  const known = Object.hasOwn(INSUNITS, code) ? INSUNITS[code] : undefined;
  if (known !== undefined) return known;
  const isImperial = Number(header["$MEASUREMENT"] ?? 1) === 0;
  log.tell(UNIT_ASSUMED, { unit: isImperial ? "in" : "mm" });
  return isImperial ? 0.0254 : 1e-3;
}

class Flattening {
  readonly #drawing: DxfDrawing;
  readonly #scale: number;
  readonly #log: ImportLog;
  readonly #layers = new Map<string, Layer>();
  #entities = 0;
  #corners = 0;

  constructor(drawing: DxfDrawing, scale: number, log: ImportLog) {
    this.#drawing = drawing;
    this.#scale = scale;
    this.#log = log;
  }

  /** @param outer layer of the insert: what lies on layer 0 in a block lies there */
  add(entity: DxfEntity, to: Transform, outer: string | undefined, depth: number): void {
    if (++this.#entities > IMPORT_LIMITS.entities) {
      throw new ImportFailure(TOO_MANY, { count: this.#entities, limit: IMPORT_LIMITS.entities });
    }
    if (entity.inPaperSpace === true)
      return this.#log.unknown(
        "entity on a sheet (paper space)",
        undefined,
        "Objekt auf einem Blatt (Papierbereich)",
      );
    const own = entity.layer ?? "0";
    const layer = own === "0" && outer !== undefined ? outer : own;
    if (entity.type === "INSERT") return this.#insert(entity, to, layer, depth);
    const mirrored = mirror(entity, to);
    if (entity.type === "TEXT" || entity.type === "MTEXT") return this.#text(entity, mirrored, layer);
    const points = this.#pointsOf(entity);
    if (points.length < 2) {
      if (entity.type !== "POINT")
        this.#log.unknown(`empty entity ${entity.type}`, undefined, `leeres Objekt ${entity.type}`);
      return;
    }
    this.#line(
      points.map((point) => apply(mirrored, point)),
      layer,
    );
  }

  finish(name: string): ImportedDrawing {
    const all = [...this.#layers.values()].flatMap(({ lines, texts }) => [
      ...lines.flat(),
      ...texts.map(({ at }) => at),
    ]);
    if (all.length === 0) throw new ImportFailure(NOTHING, {});
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [x, y] of all) {
      [west, east] = [Math.min(west, x), Math.max(east, x)];
      [south, north] = [Math.min(south, y), Math.max(north, y)];
    }
    const isFar = Math.hypot((west + east) / 2, (south + north) / 2) > FAR;
    const [dx, dy] = isFar ? [-Math.round(west), -Math.round(south)] : [0, 0];
    if (isFar) this.#log.tell(SHIFTED, { x: dx, y: dy });
    const layers = [...this.#layers].map(([layer, { lines, texts }]) => {
      const colour = this.#drawing.colours.get(layer);
      this.#log.read("layers");
      this.#log.read("lines", lines.length);
      if (texts.length > 0) this.#log.read("texts", texts.length);
      return {
        name: layer.slice(0, 200) || "0",
        ...(colour === undefined ? {} : { colour: `#${colour.toString(16).padStart(6, "0").slice(-6)}` }),
        lines: lines.flatMap((line) => chunks(line.map(([x, y]) => `${mm(x + dx)},${mm(y + dy)}`))),
        ...(texts.length === 0
          ? {}
          : {
              texts: texts.map(({ at, ...text }) => ({
                at: [mm(at[0] + dx), mm(at[1] + dy)] as [number, number],
                ...text,
              })),
            }),
      };
    });
    const bounds = [mm(west + dx), mm(south + dy), mm(east + dx), mm(north + dy)] as const;
    return { underlay: { name: name.slice(0, 200) || "DXF", layers }, bounds };
  }

  #pointsOf(entity: DxfEntity): Point[] {
    const deviation = DEVIATION / this.#scale;
    switch (entity.type) {
      case "LINE":
        return finite((entity.vertices ?? []).map(({ x, y }): Point => [x, y]));
      case "LWPOLYLINE":
      case "POLYLINE":
        return finite(polylinePoints(entity, deviation));
      case "ARC":
      case "CIRCLE":
        return finite(arcPoints(entity, deviation));
      case "ELLIPSE":
        return finite(ellipsePoints(entity, deviation));
      case "SPLINE":
        return finite(splinePoints(entity));
      case "SOLID": {
        // The corners of a solid come in the order of a Z.
        const [a, b, c, d] = entity.points ?? [];
        return finite(closed([a, b, d, c]));
      }
      case "3DFACE":
        return finite(closed(entity.vertices ?? []));
      default:
        return [];
    }
  }

  #insert(entity: DxfEntity, to: Transform, layer: string, depth: number): void {
    const { name = "", position, columnCount = 1, rowCount = 1 } = entity;
    const block = Object.hasOwn(this.#drawing.blocks, name) ? this.#drawing.blocks[name] : undefined;
    if (block === undefined || position === undefined)
      return this.#log.unknown(`INSERT of block “${name}”`, undefined, `INSERT des Blocks „${name}“`);
    if (depth >= IMPORT_LIMITS.blocks)
      return this.#log.unknown(
        `INSERT nested too deep, block “${name}”`,
        undefined,
        `INSERT zu tief verschachtelt, Block „${name}“`,
      );
    const base = block.position ?? { x: 0, y: 0 };
    const angle = ((entity.rotation ?? 0) * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const [sx, sy] = [entity.xScale ?? 1, entity.yScale ?? 1];
    const outer = mirror(entity, to);
    for (let row = 0; row < Math.max(1, rowCount); row++) {
      for (let column = 0; column < Math.max(1, columnCount); column++) {
        const [u, v] = [column * (entity.columnSpacing ?? 0), row * (entity.rowSpacing ?? 0)];
        const own: Transform = { a: cos * sx, b: sin * sx, c: -sin * sy, d: cos * sy, x: 0, y: 0 };
        const [bx, by] = apply(own, [base.x, base.y]);
        const shifted = {
          ...own,
          x: position.x + cos * u - sin * v - bx,
          y: position.y + sin * u + cos * v - by,
        };
        const whole = joined(outer, shifted);
        for (const each of block.entities ?? []) this.add(each, whole, layer, depth + 1);
        if (++this.#entities > IMPORT_LIMITS.entities) {
          throw new ImportFailure(TOO_MANY, { count: this.#entities, limit: IMPORT_LIMITS.entities });
        }
      }
    }
  }

  #text(entity: DxfEntity, to: Transform, layer: string): void {
    const at = entity.startPoint ?? entity.position;
    const text = plainText(entity.text ?? "");
    const height = entity.textHeight ?? entity.height ?? 0;
    if (at === undefined || text === "" || !(height > 0))
      return this.#log.unknown(`empty entity ${entity.type}`, undefined, `leeres Objekt ${entity.type}`);
    const direction = entity.directionVector;
    const own =
      direction === undefined
        ? ((entity.rotation ?? 0) * Math.PI) / 180
        : Math.atan2(direction.y, direction.x);
    const [ux, uy] = [Math.cos(own), Math.sin(own)];
    const [tx, ty] = [to.a * ux + to.c * uy, to.b * ux + to.d * uy];
    const [x, y] = apply(to, [at.x, at.y]);
    const size = height * this.#scale * Math.hypot(tx, ty);
    if (![x, y, size].every(Number.isFinite))
      return this.#log.unknown(
        `entity ${entity.type} without a place`,
        undefined,
        `Objekt ${entity.type} ohne Ort`,
      );
    this.#layer(layer).texts.push({
      at: [x * this.#scale, y * this.#scale],
      height: Math.min(1000, Math.max(0.001, mm(size))),
      rotation: mm((Math.atan2(ty, tx) * 180) / Math.PI),
      text,
    });
  }

  #line(points: readonly Point[], layer: string): void {
    this.#corners += points.length;
    if (this.#corners > IMPORT_LIMITS.corners) {
      throw new ImportFailure(TOO_MANY, { count: this.#corners, limit: IMPORT_LIMITS.corners });
    }
    this.#layer(layer).lines.push(points.map(([x, y]) => [x * this.#scale, y * this.#scale]));
  }

  #layer(name: string): Layer {
    let layer = this.#layers.get(name);
    if (layer === undefined) this.#layers.set(name, (layer = { lines: [], texts: [] }));
    return layer;
  }
}

/** Corners of one line of a plant file at most. */
const CHUNK = 2000;

/** Lines that are too long are continued by another one that begins where they end. */
function chunks(corners: readonly string[]): string[] {
  const lines: string[] = [];
  for (let i = 0; i + 1 < corners.length; i += CHUNK - 1) lines.push(corners.slice(i, i + CHUNK).join(" "));
  return lines;
}

function finite(points: readonly Point[]): Point[] {
  return points.filter(([x, y]) => Math.abs(x) < 1e12 && Math.abs(y) < 1e12);
}

function closed(points: readonly (DxfPoint | undefined)[]): Point[] {
  const known = points.flatMap((point): Point[] => (point === undefined ? [] : [[point.x, point.y]]));
  return known[0] === undefined ? [] : [...known, known[0]];
}

/** An entity seen from below: its x runs the other way. */
function mirror({ extrusionDirection, extrusionDirectionZ }: DxfEntity, to: Transform): Transform {
  const z = extrusionDirection?.z ?? extrusionDirectionZ ?? 1;
  return z < 0 ? joined(to, { ...IDENTITY, a: -1 }) : to;
}

function apply({ a, b, c, d, x, y }: Transform, [u, v]: Point): Point {
  return [a * u + c * v + x, b * u + d * v + y];
}

/** First the inner one, then the outer one. */
function joined(outer: Transform, inner: Transform): Transform {
  const [x, y] = apply(outer, [inner.x, inner.y]);
  return {
    a: outer.a * inner.a + outer.c * inner.b,
    b: outer.b * inner.a + outer.d * inner.b,
    c: outer.a * inner.c + outer.c * inner.d,
    d: outer.b * inner.c + outer.d * inner.d,
    x,
    y,
  };
}

/** Without the codes of a multi-line text. */
function plainText(text: string): string {
  return text
    .replaceAll(/\\P/g, " ")
    .replaceAll(/\\[A-Za-z][^;\\{}]{0,100};/g, "")
    .replaceAll(/\\[~LlOoKk]|[{}]/g, "")
    .replaceAll(/%%[cC]/g, "⌀")
    .replaceAll(/%%[dD]/g, "°")
    .trim()
    .slice(0, LONGEST_TEXT);
}

/** To the millimetre. */
function mm(metres: number): number {
  return Math.round(metres * 1000) / 1000 + 0;
}
