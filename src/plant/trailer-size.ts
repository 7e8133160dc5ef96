/** Of a trailer without sizes of its own, m. */
export const TRAILER_SIZE = { length: 1.6, width: 1 } as const;
