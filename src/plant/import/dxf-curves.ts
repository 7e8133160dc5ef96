import type { DxfEntity, DxfPoint } from "./read-dxf.ts";

type Point = readonly [x: number, y: number];

/** Chords of one curve. */
const MOST_CHORDS = 256;
const LEAST_CHORDS = 4;
const TURN = 2 * Math.PI;

/** Chords of an arc that stay within a deviation. */
function chordsOf(angle: number, radius: number, deviation: number): number {
  const share = Math.min(1, deviation / Math.max(radius, 1e-12));
  const step = 2 * Math.acos(1 - share);
  return Math.min(MOST_CHORDS, Math.max(LEAST_CHORDS, Math.ceil(Math.abs(angle) / Math.max(step, 1e-3))));
}

/** Points of an arc, counterclockwise from start to end; a full turn where both are the same or absent. */
export function arcPoints(entity: DxfEntity, deviation: number): Point[] {
  const { center, radius = 0, startAngle, endAngle } = entity;
  if (center === undefined || !(radius > 0)) return [];
  const start = startAngle ?? 0;
  const angle = startAngle === undefined || endAngle === undefined ? TURN : sweep(start, endAngle);
  const steps = chordsOf(angle, radius, deviation);
  return Array.from({ length: steps + 1 }, (_, k) => {
    const at = start + (angle * k) / steps;
    return [center.x + radius * Math.cos(at), center.y + radius * Math.sin(at)];
  });
}

function sweep(from: number, to: number): number {
  const angle = (to - from) % TURN;
  return angle <= 1e-12 ? angle + TURN : angle;
}

export function ellipsePoints(entity: DxfEntity, deviation: number): Point[] {
  const { center, majorAxisEndPoint: major, axisRatio = 1, startAngle = 0, endAngle = TURN } = entity;
  if (center === undefined || major === undefined) return [];
  const angle = sweep(startAngle, endAngle);
  const steps = chordsOf(angle, Math.hypot(major.x, major.y), deviation);
  return Array.from({ length: steps + 1 }, (_, k) => {
    const at = startAngle + (angle * k) / steps;
    const [u, v] = [Math.cos(at), Math.sin(at) * axisRatio];
    return [center.x + major.x * u - major.y * v, center.y + major.y * u + major.x * v];
  });
}

/** Points of a polyline; a bulge is the tangent of a quarter of the angle of the arc to the next point. */
export function polylinePoints(entity: DxfEntity, deviation: number): Point[] {
  const vertices = entity.vertices ?? [];
  const [first] = vertices;
  if (first === undefined) return [];
  const points: Point[] = [[first.x, first.y]];
  const ring = entity.shape === true ? [...vertices, first] : vertices;
  for (const [i, to] of ring.entries()) {
    const from = ring[i - 1];
    if (from === undefined) continue;
    points.push(...bulgePoints(from, to, deviation), [to.x, to.y]);
  }
  return points;
}

function bulgePoints(from: DxfPoint, to: DxfPoint, deviation: number): Point[] {
  const { bulge = 0 } = from;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const chord = Math.hypot(dx, dy);
  if (bulge === 0 || chord === 0 || !Number.isFinite(bulge)) return [];
  const angle = 4 * Math.atan(bulge);
  const radius = chord / 2 / Math.abs(Math.sin(angle / 2));
  const height = (chord / 2) * ((1 - bulge * bulge) / (2 * bulge));
  const [cx, cy] = [(from.x + to.x) / 2 - (dy / chord) * height, (from.y + to.y) / 2 + (dx / chord) * height];
  const start = Math.atan2(from.y - cy, from.x - cx);
  const steps = chordsOf(angle, radius, deviation);
  return Array.from({ length: steps - 1 }, (_, k) => {
    const at = start + (angle * (k + 1)) / steps;
    return [cx + radius * Math.cos(at), cy + radius * Math.sin(at)];
  });
}

/** Points of a B-spline (de Boor's algorithm); through its fit points where it has no control points. */
export function splinePoints(entity: DxfEntity): Point[] {
  const { controlPoints = [], fitPoints = [], knotValues = [], degreeOfSplineCurve: degree = 3 } = entity;
  if (controlPoints.length === 0) return fitPoints.map(({ x, y }) => [x, y]);
  const isWhole = knotValues.length === controlPoints.length + degree + 1;
  if (!isWhole || degree < 1 || degree > 10) return controlPoints.map(({ x, y }) => [x, y]);
  const [low, high] = [knotValues[degree] ?? 0, knotValues[controlPoints.length] ?? 1];
  const steps = Math.min(MOST_CHORDS, controlPoints.length * 8);
  return Array.from({ length: steps + 1 }, (_, k) =>
    deBoor(controlPoints, knotValues, degree, low + ((high - low) * k) / steps),
  );
}

function deBoor(control: readonly DxfPoint[], knots: readonly number[], degree: number, t: number): Point {
  let span = degree;
  while (span < control.length - 1 && t >= (knots[span + 1] ?? Infinity)) span++;
  const d = Array.from({ length: degree + 1 }, (_, j): [number, number] => {
    const point = control[j + span - degree];
    return [point?.x ?? 0, point?.y ?? 0];
  });
  for (let r = 1; r <= degree; r++) {
    for (let j = degree; j >= r; j--) {
      const [left, right] = [knots[j + span - degree] ?? 0, knots[j + 1 + span - r] ?? 0];
      const alpha = right === left ? 0 : (t - left) / (right - left);
      const [ax, ay] = d[j - 1] ?? [0, 0];
      const [bx, by] = d[j] ?? [0, 0];
      d[j] = [ax + (bx - ax) * alpha, ay + (by - ay) * alpha];
    }
  }
  return d[degree] ?? [0, 0];
}
