/** Layers of three.js: everything is on 0, which cameras see; the others are for passes of their own. */
export const LAYERS = {
  /** What takes part in ambient occlusion: solid things and the floor. */
  occlusion: 1,
  /** What hides the state marks behind it: solid things without the floor, on which the marks lie. */
  depth: 2,
} as const;
