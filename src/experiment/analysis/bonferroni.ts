/**
 * The confidence of each of several intervals with which all hold together with at least the given one, whatever their
 * dependence (Bonferroni's inequality; Law 2015, section 9.7).
 */
export function bonferroni(confidence: number, intervals: number): number {
  return 1 - (1 - confidence) / Math.max(1, intervals);
}
