import type { ResourceModel } from "./resource.ts";

/** Footpaths themselves do nothing; the pools that walk on them know them. */
export function buildFootpaths(): ResourceModel {
  return {
    start: () => {},
    resetStatistics: () => {},
    report: () => {},
    save: () => ({}),
    restore: () => {},
  };
}
