import type { ElementKind } from "../schema.ts";

/** Kinds of elements that files of other formats are read as; the others are made in the plant itself. */
export type ImportedKind = Extract<ElementKind, "source" | "station" | "buffer" | "conveyor" | "sink">;
