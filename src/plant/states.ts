/**
 * What an element can be doing; at each instant a server is in exactly one of them.
 * The order is fixed: frames and statistics store the index.
 */
export const STATES = [
  "working",
  "setup",
  "starved",
  "blocked",
  "failed",
  "maintenance",
  "paused",
  "waiting",
] as const;
export type State = (typeof STATES)[number];

export const WORKING = 0;
export const SETUP = 1;
export const STARVED = 2;
export const BLOCKED = 3;
export const FAILED = 4;
export const MAINTENANCE = 5;
/** Off shift. */
export const PAUSED = 6;
/** For a worker, crew, vehicle or other resource; what is needed of parts and room is there. */
export const WAITING = 7;
