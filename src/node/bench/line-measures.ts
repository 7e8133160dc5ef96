/** Stations of a section: between two accumulating conveyors, which decouple the sections of a line. */
export const SECTION = 20;
/** Distance of two stations, m. */
export const PITCH = 6;
/** Distance of two lines, m. */
export const LANE = 30;
