import { type BufferGeometry, Path, Shape, ShapeUtils, Vector2 } from "three";
import type { Vector } from "../vector.ts";
import { Sculpture } from "./sculpture.ts";

type Profile = readonly (readonly [number, number])[];

const BELT_FRONT = 0.95;
const BELT_REAR = 1.0;
const COWL_X = 0.98;
const DECK_X = -1.72;
const HALF_LENGTH = 2.28;

/** Side view of a saloon, m: x forward, z up. Lower body with its wheel arches, counterclockwise. */
const LOWER: Profile = [
  [-2.2, 0.3],
  [-1.76, 0.24],
  ...arch(-1.36),
  [-0.95, 0.2],
  [0.98, 0.2],
  ...arch(1.38),
  [1.8, 0.24],
  [2.22, 0.3],
  [2.28, 0.5],
  [2.2, 0.68],
  [1.9, 0.8],
  [1.45, 0.89],
  [COWL_X, BELT_FRONT],
  [0, 0.975],
  [DECK_X, BELT_REAR],
  [-2.1, 0.99],
  [-2.24, 0.9],
  [-2.27, 0.6],
];

/** Pillars and roof above the belt line. */
const UPPER: Profile = [
  [COWL_X, BELT_FRONT],
  [0.62, 1.17],
  [0.2, 1.37],
  [-0.05, 1.415],
  [-0.45, 1.44],
  [-0.85, 1.42],
  [-1.1, 1.37],
  [-1.42, 1.21],
  [DECK_X, BELT_REAR],
  [0, 0.975],
];

const WINDOWS: readonly Profile[] = [
  [
    [0.74, 1.0],
    [0.16, 1.31],
    [-0.02, 1.345],
    [-0.36, 1.36],
    [-0.38, 1.02],
  ],
  [
    [-0.48, 1.025],
    [-0.46, 1.362],
    [-0.82, 1.345],
    [-1.06, 1.29],
    [-1.44, 1.06],
  ],
];

/** Bonnet, roof, and boot: what is skinned across the car; the gaps are windscreen and rear window. */
const SKINS: readonly Profile[] = [
  LOWER.slice(
    LOWER.findIndex(([x]) => x === 2.22),
    LOWER.findLastIndex(([x]) => x === COWL_X) + 1,
  ),
  UPPER.slice(2, 7),
  [...LOWER.slice(LOWER.findIndex(([x]) => x === DECK_X)), LOWER[0]!],
];
const GLASS: readonly Profile[] = [UPPER.slice(0, 3), UPPER.slice(6, 9)];

function arch(centre: number): Profile {
  const radius = 0.37;
  return Array.from({ length: 9 }, (_, i) => {
    const angle = Math.PI - (i / 8) * Math.PI;
    return [centre + Math.cos(angle) * radius, 0.26 + Math.sin(angle) * radius] as const;
  });
}

/** Half the car's width at a point of the side view: drawn in at the sill, the roof and both ends. */
function halfWidth(x: number, z: number): number {
  const end = 1 - 0.17 * Math.abs(x / HALF_LENGTH) ** 3.2;
  const roof = z > BELT_FRONT ? 1 - 0.5 * (z - BELT_FRONT) : 1;
  const sill = z < 0.55 ? 1 - 0.16 * (0.55 - z) : 1;
  return 0.91 * end * roof * sill;
}

function vectors(profile: Profile): Vector2[] {
  return profile.map(([x, z]) => new Vector2(x, z));
}

/** A side panel on both sides, seen from outside and (darker) from inside. */
function addSide(s: Sculpture, outline: Profile, holes: readonly Profile[], colour: string): void {
  const shape = new Shape(vectors(outline));
  shape.holes = holes.map((hole) => new Path(vectors(hole)));
  const contour = vectors(outline);
  const inner = holes.map(vectors);
  if (ShapeUtils.isClockWise(contour)) contour.reverse();
  for (const hole of inner) if (!ShapeUtils.isClockWise(hole)) hole.reverse();
  const points = [...contour, ...inner.flat()];
  const triangles = ShapeUtils.triangulateShape(contour, inner);
  for (const side of [-1, 1]) {
    for (const [outward, shade] of [
      [side, 1],
      [-side, 0.4],
    ] as const) {
      const index = points.map(({ x, y: z }) => {
        const tilt = z > BELT_FRONT ? 0.42 : z < 0.5 ? -0.16 : 0.04;
        const ahead = -0.9 * Math.sign(x) * (Math.abs(x) / HALF_LENGTH) ** 2.2 * -0.5;
        const inward = outward === side ? 1 : -1;
        const n = [inward * ahead, outward, inward * tilt] as const;
        const length = Math.hypot(...n);
        return s.vertex(
          [x, side * halfWidth(x, z), z],
          [n[0] / length, n[1] / length, n[2] / length],
          colour,
          shade,
        );
      });
      for (const [a, b, c] of triangles) {
        if (a === undefined || b === undefined || c === undefined) continue;
        // Seen from −y the side view is counterclockwise with x to the right.
        if (outward < 0) s.triangle(index[a]!, index[b]!, index[c]!);
        else s.triangle(index[a]!, index[c]!, index[b]!);
      }
    }
  }
}

/** Slope of the profile at point i: normal in the x-z plane, pointing up and out. */
function profileNormal(profile: Profile, i: number): readonly [number, number] {
  const [x0, z0] = profile[Math.max(0, i - 1)]!;
  const [x1, z1] = profile[Math.min(profile.length - 1, i + 1)]!;
  const length = Math.hypot(x1 - x0, z1 - z0) || 1;
  return [(z1 - z0) / length, -(x1 - x0) / length];
}

const CROSS_STEPS = 6;

/** Skin from the left side to the right along a profile that runs from front to rear, slightly crowned. */
function addSkin(s: Sculpture, profile: Profile, colour: string, shade = 1, inset = 0): void {
  for (const facing of [1, -1]) {
    const rows = profile.map(([x, z], i) => {
      const [nx, nz] = profileNormal(profile, i);
      return Array.from({ length: CROSS_STEPS + 1 }, (_, k) => {
        const t = (k / CROSS_STEPS) * 2 - 1;
        const crown = 0.035 * (1 - t * t) - inset;
        const position: Vector = [x + nx * crown, t * (halfWidth(x, z) - inset), z + nz * crown];
        const lean = 0.3 * t * Math.abs(t);
        const length = Math.hypot(nx, lean, nz);
        const normal: Vector = [(facing * nx) / length, (facing * lean) / length, (facing * nz) / length];
        return s.vertex(position, normal, colour, facing > 0 ? shade : shade * 0.4);
      });
    });
    for (let i = 0; i + 1 < rows.length; i++) {
      for (let k = 0; k < CROSS_STEPS; k++) {
        const [a, b, c, d] = [rows[i]![k]!, rows[i]![k + 1]!, rows[i + 1]![k + 1]!, rows[i + 1]![k]!];
        if (facing > 0) {
          s.triangle(a, b, c);
          s.triangle(a, c, d);
        } else {
          s.triangle(a, c, b);
          s.triangle(a, d, c);
        }
      }
    }
  }
}

function addGlass(s: Sculpture): void {
  const glass = "#0d1418";
  for (const profile of GLASS) addSkin(s, profile, glass, 1, 0.012);
  for (const window of WINDOWS) {
    for (const side of [-1, 1]) {
      const corners = window.map(([x, z]): Vector => [x, side * (halfWidth(x, z) - 0.015), z]);
      s.face(side > 0 ? corners : corners.reverse(), glass);
    }
  }
  for (const side of [-1, 1]) {
    s.box([2.17, side * 0.56, 0.63], [0.14, 0.34, 0.1], "#f4f7fa", 0.03);
    s.box([-2.2, side * 0.58, 0.82], [0.12, 0.3, 0.12], "#b3121b", 0.03);
    s.box([0.5, side * 0.98, 1.0], [0.12, 0.16, 0.1], glass, 0.03);
  }
  s.box([2.22, 0, 0.42], [0.14, 1.2, 0.16], "#15181b", 0.03);
}

/** Tyres with rims in the four arches; with them the underside of the car is where it rolls. */
function addWheels(s: Sculpture): void {
  for (const x of [-1.36, 1.38]) {
    for (const side of [-1, 1]) {
      const [inner, outer] = [side * 0.62, side * 0.85];
      s.cylinder([x, inner, 0.25], [x, outer, 0.25], 0.315, "#17191b", 18);
      s.cylinder([x, outer, 0.25], [x, outer + side * 0.012, 0.25], 0.2, "#aeb4b9", 12, 0.17);
    }
  }
}

/**
 * A car body in white as a shell: side panels with door windows and wheel arches, skins across, openings where
 * glass will be. White, so that the instance's colour is the body's; in the unit cell.
 */
function carBody(glazed: boolean): BufferGeometry {
  const s = new Sculpture();
  const colour = "#ffffff";
  addSide(s, LOWER, [], colour);
  addSide(s, UPPER, WINDOWS, colour);
  for (const skin of SKINS) addSkin(s, skin, colour);
  s.box([0.1, 0, 0.3], [3.9, 1.44, 0.06], "#6b6f73");
  s.box([1.0, 0, 0.6], [0.06, 1.5, 0.55], "#5a5e62");
  s.box([-1.3, 0, 0.62], [0.06, 1.4, 0.6], "#5a5e62");
  if (glazed) {
    addGlass(s);
    addWheels(s);
  }
  return s.toUnit().build();
}

export function carBodyOpen(): BufferGeometry {
  return carBody(false);
}

export function carBodyGlazed(): BufferGeometry {
  return carBody(true);
}
