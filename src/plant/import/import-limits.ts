/** What an importer reads at most of a file that anybody may have written. */
export const IMPORT_LIMITS = {
  /** Bytes of all files together. */
  bytes: 64 * 1024 * 1024,
  /** Rows of a table, empty ones included. */
  rows: 200_000,
  /** XML elements and attributes. */
  nodes: 2_000_000,
  /** Depth of nested XML elements. */
  depth: 200,
  /** Entities of a drawing, blocks counted as often as they are inserted. */
  entities: 500_000,
  /** Corners of all lines of a drawing. */
  corners: 2_000_000,
  /** Depth of blocks in blocks. */
  blocks: 16,
  /** ms until the thread that imports is ended. */
  time: 30_000,
} as const;
