/**
 * Shaders of the state marks. They write screen colours directly, without light or tone mapping, so that a
 * state has exactly its colour. Instance attributes: `place` and `look`, four numbers each.
 */

/** place = x, y, z, yaw; look = half length, half width, state (+16 for the real plant), opacity. */
export const BAND_VERTEX = /* glsl */ `
attribute vec4 place;
attribute vec4 look;
varying vec2 at;
varying vec2 halfSize;
varying vec2 kind;
void main() {
  float margin = 0.75;
  at = position.xy * (look.xy + margin);
  halfSize = look.xy;
  kind = look.zw;
  float c = cos(place.w);
  float s = sin(place.w);
  vec3 p = vec3(c * at.x - s * at.y + place.x, s * at.x + c * at.y + place.y, place.z + 0.022);
  gl_Position = projectionMatrix * modelViewMatrix * vec4(p, 1.0);
}`;

/**
 * Band around the footprint. Its pattern tells the state without colour: working solid, setup dash and dot,
 * starved dots, blocked long bars, failed wide with hazard stripes, maintenance double, paused thin,
 * waiting sparse dots.
 * The real plant's is a thin pair of lines outside, broken in the same way.
 */
export const BAND_FRAGMENT = /* glsl */ `
uniform vec3 colours[8];
varying vec2 at;
varying vec2 halfSize;
varying vec2 kind;
float line(float d, float from, float to) {
  float w = fwidth(d) * 0.75;
  return smoothstep(from - w, from + w, d) * (1.0 - smoothstep(to - w, to + w, d));
}
float dash(float s, float period, float share) {
  float w = fwidth(s) / period;
  float t = abs(fract(s / period) - 0.5) * 2.0;
  return 1.0 - smoothstep(share - w, share + w, t);
}
void main() {
  float radius = min(0.45, min(halfSize.x, halfSize.y) * 0.5);
  vec2 q = abs(at) - halfSize + radius;
  float d = length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - radius;
  float s = q.x > q.y ? at.y : at.x;
  bool live = kind.x > 15.5;
  int state = int(kind.x - (live ? 16.0 : 0.0) + 0.5);
  float pattern = 1.0;
  float from = -0.06;
  float to = 0.13;
  vec3 colour = colours[state];
  if (state == 1) pattern = max(dash(s, 1.1, 0.45), dash(s + 0.55, 1.1, 0.12));
  if (state == 2) pattern = dash(s, 0.42, 0.42);
  if (state == 3) pattern = dash(s, 1.5, 0.78);
  if (state == 7) pattern = dash(s, 0.84, 0.3);
  if (state == 4) {
    from = -0.12; to = 0.2;
    float stripes = dash(at.x + at.y, 0.5, 0.5);
    if (!live) colour = mix(vec3(0.1, 0.07, 0.05), colour, 0.25 + 0.75 * stripes);
    else pattern = dash(s, 0.5, 0.5);
  }
  float band = line(d, from, to);
  if (state == 5) band = max(line(d, -0.06, 0.0), line(d, 0.07, 0.13));
  if (state == 6) band = line(d, 0.0, 0.06);
  if (live) band = max(line(d, 0.28, 0.37), line(d, 0.46, 0.55));
  float alpha = band * pattern * kind.y;
  if (alpha < 0.01) discard;
  gl_FragColor = vec4(colour, alpha);
}`;

/** place = x, y, z, state; look = 1 for the real plant, opacity. Turned to the eye, 14 to 38 CSS pixels. */
export const BADGE_VERTEX = /* glsl */ `
uniform vec2 viewport;
attribute vec4 place;
attribute vec4 look;
varying vec2 uvAt;
varying float opacity;
void main() {
  vec4 clip = projectionMatrix * modelViewMatrix * vec4(place.xyz, 1.0);
  float metre = projectionMatrix[1][1] * viewport.y * 0.5 / max(clip.w, 0.01);
  float size = clamp(0.62 * metre, 13.0, 36.0);
  vec2 corner = position.xy * 0.5;
  vec2 shift = vec2(look.x * 1.08, 0.0);
  clip.xy += (corner + shift) * size / viewport * 2.0 * clip.w;
  clip.z -= 0.0015 * clip.w;
  gl_Position = clip;
  uvAt = vec2((place.w + corner.x + 0.5) / 8.0, (1.0 - look.x) * 0.5 + (corner.y + 0.5) * 0.5);
  opacity = look.y;
}`;

export const BADGE_FRAGMENT = /* glsl */ `
uniform sampler2D atlas;
varying vec2 uvAt;
varying float opacity;
void main() {
  vec4 c = texture2D(atlas, uvAt) * opacity;
  if (c.a < 0.02) discard;
  gl_FragColor = c;
}`;
