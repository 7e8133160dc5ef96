/**
 * Shaders for computers without a graphics processor: light is worked out once a corner instead of once a
 * pixel, and the pixel only copies it. The numbers imitate the standard material in the room's light.
 */
export const PLAIN_VERTEX = /* glsl */ `
uniform vec3 sunDirection;
uniform vec3 sunColour;
uniform vec3 skyColour;
uniform vec3 groundColour;
uniform vec2 gloss;
uniform vec3 cameraOnPlant;
uniform vec3 fogColor;
uniform float fogNear;
uniform float fogFar;
varying vec4 shade;

vec3 toScreen(vec3 c) {
  float peak = max(c.r, max(c.g, c.b));
  // Roll off above 0.8 towards 1, as the neutral tone curve does.
  if (peak > 0.8) c *= (1.0 - 0.04 / (peak - 0.6)) / peak;
  return pow(max(c, 0.0), vec3(1.0 / 2.2));
}

void main() {
  vec3 n = normal;
  vec4 at = vec4(position, 1.0);
  #ifdef USE_INSTANCING
    mat3 turn = mat3(instanceMatrix);
    n /= vec3(dot(turn[0], turn[0]), dot(turn[1], turn[1]), dot(turn[2], turn[2]));
    n = turn * n;
    at = instanceMatrix * at;
  #endif
  n = normalize(n);
  vec4 base = vec4(1.0);
  #if defined(USE_COLOR_ALPHA)
    base = color;
  #elif defined(USE_COLOR)
    base.rgb = color;
  #endif
  #ifdef USE_INSTANCING_COLOR
    base.rgb *= instanceColor.rgb;
  #endif
  vec4 seen = modelViewMatrix * at;
  vec3 toEye = normalize(cameraOnPlant - at.xyz);
  vec3 sky = mix(groundColour, skyColour, 0.5 + 0.5 * n.z) * (0.86 + 0.14 * n.x);
  float sun = max(dot(n, sunDirection), 0.0);
  vec3 mirrored = reflect(-toEye, n);
  // The room's ceiling lamps and its dark floor, as a mirror would show them.
  float room = smoothstep(-0.35, 0.6, mirrored.z) + 0.7 * smoothstep(0.72, 0.95, mirrored.z);
  float spot = pow(max(dot(mirrored, sunDirection), 0.0), 24.0);
  float rim = pow(1.0 - max(dot(n, toEye), 0.0), 4.0);
  vec3 diffuse = base.rgb * (sky + sunColour * sun) * (1.0 - 0.75 * gloss.y);
  vec3 reflected = skyColour * room * mix(vec3(0.05 + 0.4 * rim), base.rgb, gloss.y) + sunColour * spot * mix(vec3(0.3), base.rgb, gloss.y);
  vec3 lit = toScreen(diffuse + reflected * gloss.x);
  float fog = smoothstep(fogNear, fogFar, -seen.z);
  shade = vec4(mix(lit, fogColor, fog), base.a);
  gl_Position = projectionMatrix * seen;
}`;

export const PLAIN_FRAGMENT = /* glsl */ `
varying vec4 shade;
void main() {
  gl_FragColor = shade;
}`;

/** The floor: one texture look-up a pixel. */
export const PLAIN_FLOOR_VERTEX = /* glsl */ `
uniform float repeat;
varying vec2 tile;
varying float depth;
void main() {
  vec4 seen = modelViewMatrix * vec4(position, 1.0);
  tile = uv * repeat;
  depth = -seen.z;
  gl_Position = projectionMatrix * seen;
}`;

export const PLAIN_FLOOR_FRAGMENT = /* glsl */ `
uniform sampler2D map;
uniform float light;
uniform vec3 fogColor;
uniform float fogNear;
uniform float fogFar;
varying vec2 tile;
varying float depth;
void main() {
  vec3 c = texture2D(map, tile).rgb * light;
  gl_FragColor = vec4(mix(c, fogColor, smoothstep(fogNear, fogFar, depth)), 1.0);
}`;
