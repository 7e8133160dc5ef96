import { BufferGeometry, Color, Float32BufferAttribute, Uint32BufferAttribute } from "three";
import { assert } from "../../base/assert.ts";
import { type Vector, vector } from "../vector.ts";

function subtract(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function normalise(a: Vector): Vector {
  const length = Math.hypot(a[0], a[1], a[2]) || 1;
  return [a[0] / length, a[1] / length, a[2] / length];
}

function blend(p: Vector, d: Vector, u: Vector, v: Vector, cu: number, cv: number, along: number): Vector {
  return [
    p[0] + d[0] * along + u[0] * cu + v[0] * cv,
    p[1] + d[1] * along + u[1] * cu + v[1] * cv,
    p[2] + d[2] * along + u[2] * cu + v[2] * cv,
  ];
}

/**
 * Collects coloured primitives into one geometry, so that a machine of many pieces is one draw call.
 * Plant axes: x along, y across, z up. Colours are sRGB hex text; faces wind counterclockwise.
 */
export class Sculpture {
  readonly #positions: number[] = [];
  readonly #normals: number[] = [];
  readonly #colours: number[] = [];
  readonly #indices: number[] = [];
  readonly #colour = new Color();

  /** One corner; several faces may share it. @returns its index */
  vertex(position: Vector, normal: Vector, colour: string, shade = 1): number {
    this.#colour.set(colour);
    this.#positions.push(...position);
    this.#normals.push(...normal);
    this.#colours.push(this.#colour.r * shade, this.#colour.g * shade, this.#colour.b * shade);
    return this.#positions.length / 3 - 1;
  }

  triangle(a: number, b: number, c: number): void {
    this.#indices.push(a, b, c);
  }

  /** A flat face of three or more corners, counterclockwise seen from outside. */
  face(corners: readonly Vector[], colour: string): this {
    const [a, b, c] = corners;
    assert(a !== undefined && b !== undefined && c !== undefined, "a face has three corners");
    const normal = normalise(cross(subtract(b, a), subtract(c, a)));
    const first = corners.map((corner) => this.vertex(corner, normal, colour));
    for (let i = 2; i < first.length; i++) this.triangle(first[0]!, first[i - 1]!, first[i]!);
    return this;
  }

  /** Axis-parallel box around `centre`; a chamfer catches the light along the edges. */
  box(centre: Vector, size: Vector, colour: string, chamfer = 0): this {
    const half: Vector = [size[0] / 2, size[1] / 2, size[2] / 2];
    const bevel = Math.min(chamfer, half[0] * 0.9, half[1] * 0.9, half[2] * 0.9);
    /** Corner of the box in octant `sign`, pushed inward along every axis but `axis`. */
    const corner = (sign: Vector, axis: number): Vector =>
      vector((k) => centre[k] + sign[k] * (half[k] - (k === axis ? 0 : bevel)));
    for (let axis = 0; axis < 3; axis++) {
      const u = (axis + 1) % 3;
      const v = (axis + 2) % 3;
      for (const side of [-1, 1]) {
        const at = (su: number, sv: number): Vector => {
          const sign = vector((k) => (k === axis ? side : k === u ? su * side : sv));
          return corner(sign, axis);
        };
        this.face([at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)], colour);
      }
      if (bevel > 0) this.#bevels(axis, u, v, corner, colour);
    }
    if (bevel > 0) this.#corners(corner, colour);
    return this;
  }

  #bevels(
    axis: number,
    u: number,
    v: number,
    corner: (sign: Vector, axis: number) => Vector,
    colour: string,
  ): void {
    // The four edges that run along `axis`, between the faces u and v.
    for (const su of [-1, 1]) {
      for (const sv of [-1, 1]) {
        const at = (along: number, face: number): Vector => {
          const sign = vector((k) => (k === axis ? along * su * sv : k === u ? su : sv));
          return corner(sign, face);
        };
        this.face([at(-1, u), at(-1, v), at(1, v), at(1, u)], colour);
      }
    }
  }

  #corners(corner: (sign: Vector, axis: number) => Vector, colour: string): void {
    for (const sx of [-1, 1]) {
      for (const sy of [-1, 1]) {
        for (const sz of [-1, 1]) {
          const sign: Vector = [sx, sy, sz];
          const face = [corner(sign, 0), corner(sign, 1), corner(sign, 2)];
          this.face(sx * sy * sz > 0 ? face : face.reverse(), colour);
        }
      }
    }
  }

  /** Cylinder or cone from one point to another, with flat ends. */
  cylinder(from: Vector, to: Vector, radius: number, colour: string, segments = 14, radiusTo = radius): this {
    const axis = normalise(subtract(to, from));
    const side: Vector = Math.abs(axis[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0];
    const u = normalise(cross(side, axis));
    const v = cross(axis, u);
    const length = Math.hypot(...subtract(to, from));
    const rings: number[][] = [[], []];
    for (let i = 0; i <= segments; i++) {
      const c = Math.cos((i / segments) * 2 * Math.PI);
      const s = Math.sin((i / segments) * 2 * Math.PI);
      const normal = normalise(blend([0, 0, 0], axis, u, v, c, s, (radius - radiusTo) / length));
      rings[0]!.push(this.vertex(blend(from, axis, u, v, c * radius, s * radius, 0), normal, colour));
      rings[1]!.push(
        this.vertex(blend(from, axis, u, v, c * radiusTo, s * radiusTo, length), normal, colour),
      );
    }
    for (let i = 0; i < segments; i++) {
      const [a, b, c, d] = [rings[0]![i]!, rings[0]![i + 1]!, rings[1]![i + 1]!, rings[1]![i]!];
      this.triangle(a, b, c);
      this.triangle(a, c, d);
    }
    const disc = (along: number, r: number): Vector[] =>
      Array.from({ length: segments }, (_, i) => {
        const angle = (i / segments) * 2 * Math.PI;
        return blend(from, axis, u, v, Math.cos(angle) * r, Math.sin(angle) * r, along);
      });
    this.face(disc(length, radiusTo), colour);
    this.face(disc(0, radius).reverse(), colour);
    return this;
  }

  /** Bar of square section between two points that lie in a plane x-z; wider at the start if asked for. */
  beam(from: Vector, to: Vector, width: number, height: number, colour: string, taper = 1): this {
    const d = normalise(subtract(to, from));
    const n: Vector = [-d[2], 0, d[0]];
    const at = (p: Vector, y: number, h: number, scale: number): Vector => [
      p[0] + n[0] * h * height * 0.5 * scale,
      p[1] + y * width * 0.5 * scale,
      p[2] + n[2] * h * height * 0.5 * scale,
    ];
    const ring = (p: Vector, scale: number): Vector[] => [
      at(p, -1, -1, scale),
      at(p, 1, -1, scale),
      at(p, 1, 1, scale),
      at(p, -1, 1, scale),
    ];
    const a = ring(from, 1);
    const b = ring(to, taper);
    for (let i = 0; i < 4; i++) {
      const j = (i + 1) % 4;
      this.face([a[i]!, b[i]!, b[j]!, a[j]!].reverse(), colour);
    }
    this.face(b, colour);
    this.face([...a].reverse(), colour);
    return this;
  }

  /** Moves and scales all that has been added so far: new = old · scale + offset. */
  fit(scale: Vector, offset: Vector): this {
    for (let i = 0; i < this.#positions.length; i++) {
      this.#positions[i] = this.#positions[i]! * scale[i % 3]! + offset[i % 3]!;
    }
    for (let i = 0; i < this.#normals.length; i += 3) {
      const n = this.#normals;
      const scaled = normalise([n[i]! / scale[0], n[i + 1]! / scale[1], n[i + 2]! / scale[2]]);
      [n[i], n[i + 1], n[i + 2]] = [...scaled];
    }
    return this;
  }

  /** Least and greatest coordinates. */
  extent(): { low: Vector; high: Vector } {
    const low = vector(() => Infinity);
    const high = vector(() => -Infinity);
    for (let i = 0; i < this.#positions.length; i += 3) {
      for (const k of [0, 1, 2] as const) {
        low[k] = Math.min(low[k], this.#positions[i + k]!);
        high[k] = Math.max(high[k], this.#positions[i + k]!);
      }
    }
    return { low, high };
  }

  /** Scales it into the unit cell: 1 along x and y around the origin, z from 0 to 1. */
  toUnit(): this {
    const { low, high } = this.extent();
    const scale = vector((k) => 1 / (high[k] - low[k]));
    const offset = vector((k) => -scale[k] * (k === 2 ? low[k] : 0.5 * (low[k] + high[k])));
    return this.fit(scale, offset);
  }

  build(): BufferGeometry {
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", new Float32BufferAttribute(this.#positions, 3));
    geometry.setAttribute("normal", new Float32BufferAttribute(this.#normals, 3));
    geometry.setAttribute("color", new Float32BufferAttribute(this.#colours, 3));
    geometry.setIndex(new Uint32BufferAttribute(this.#indices, 1));
    return geometry;
  }
}
