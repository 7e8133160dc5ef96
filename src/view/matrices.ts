/**
 * Matrices written by hand into instance arrays, column by column as WebGL wants them. Plant axes: z up.
 * three's own composition costs several times as much per instance.
 */

/** Turn about the vertical by an angle given as cosine and sine, scale, then move. */
export function writeUpright(
  out: Float32Array,
  at: number,
  x: number,
  y: number,
  z: number,
  cos: number,
  sin: number,
  sx: number,
  sy: number,
  sz: number,
): void {
  out[at] = cos * sx;
  out[at + 1] = sin * sx;
  out[at + 2] = 0;
  out[at + 3] = 0;
  out[at + 4] = -sin * sy;
  out[at + 5] = cos * sy;
  out[at + 6] = 0;
  out[at + 7] = 0;
  out[at + 8] = 0;
  out[at + 9] = 0;
  out[at + 10] = sz;
  out[at + 11] = 0;
  out[at + 12] = x;
  out[at + 13] = y;
  out[at + 14] = z;
  out[at + 15] = 1;
}

/**
 * A link that is modelled along +x: raised by `pitch` (from the horizontal, up is positive) in the vertical
 * plane of heading `yaw` (both rad), scaled evenly, its joint at x, y, z.
 */
export function writeLink(
  out: Float32Array,
  at: number,
  x: number,
  y: number,
  z: number,
  yaw: number,
  pitch: number,
  scale: number,
): void {
  const cy = Math.cos(yaw);
  const sy = Math.sin(yaw);
  const cp = Math.cos(pitch);
  const sp = Math.sin(pitch);
  out[at] = cy * cp * scale;
  out[at + 1] = sy * cp * scale;
  out[at + 2] = sp * scale;
  out[at + 3] = 0;
  out[at + 4] = -sy * scale;
  out[at + 5] = cy * scale;
  out[at + 6] = 0;
  out[at + 7] = 0;
  out[at + 8] = -cy * sp * scale;
  out[at + 9] = -sy * sp * scale;
  out[at + 10] = cp * scale;
  out[at + 11] = 0;
  out[at + 12] = x;
  out[at + 13] = y;
  out[at + 14] = z;
  out[at + 15] = 1;
}
