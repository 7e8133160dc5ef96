/** Of a trailer without sizes of its own, m. */
export const TRAILER_SIZE = { length: 1.6, width: 1 } as const;
/** Of a tractor without a size; its height is that of its roof above the decks of the trailers. m */
export const TRACTOR_SIZE = { length: 1.8, height: 1.5 } as const;
