/** A label that could be shown: where it would stand on the screen and how much room it takes, CSS pixels. */
export interface LabelCandidate {
  /** Index of the element. */
  readonly element: number;
  /** Middle of its lower edge. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** From the eye, m. */
  readonly distance: number;
  /** Always shown, whatever it covers: the selected one. */
  readonly pinned: boolean;
}

function overlap(a: LabelCandidate, b: LabelCandidate): boolean {
  return Math.abs(a.x - b.x) * 2 < a.width + b.width && a.y - a.height < b.y && b.y - b.height < a.y;
}

/**
 * The labels to show: pinned ones first, then the nearest, at most `limit`; one that would cover a label
 * already chosen is left out.
 */
export function chooseLabels<C extends LabelCandidate>(candidates: readonly C[], limit: number): C[] {
  const ordered = [...candidates].sort(
    (a, b) => Number(b.pinned) - Number(a.pinned) || a.distance - b.distance || a.element - b.element,
  );
  const chosen: C[] = [];
  for (const candidate of ordered) {
    if (chosen.length >= limit) break;
    if (candidate.pinned || !chosen.some((other) => overlap(candidate, other))) chosen.push(candidate);
  }
  return chosen;
}
