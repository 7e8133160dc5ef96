import type { Calendar } from "../schema.ts";

/** Time at work. */
export interface WorkingSpan {
  /** s */
  readonly start: number;
  /** s */
  readonly end: number;
  /** An exception: beyond the rule, and so overtime (N18). */
  readonly additional: boolean;
}

/** The working time of a calendar between two times, exceptions included, in its order (C6). */
export function workingBetween(calendar: Calendar, from: number, until: number): WorkingSpan[] {
  const exceptions = (calendar.exceptions ?? []).filter(({ start, end }) => start < until && end > from);
  const extra = exceptions.filter(({ working }) => working).map((one) => ({ ...one, additional: true }));
  const rule = exceptions.reduce(
    (left, exception) => left.flatMap((span) => without(span, exception)),
    ruleBetween(calendar, from, until),
  );
  return [...rule, ...extra]
    .map(({ start, end, additional }) => ({
      start: Math.max(start, from),
      end: Math.min(end, until),
      additional,
    }))
    .filter(({ start, end }) => end > start)
    .toSorted((a, b) => a.start - b.start);
}

/** The same, exceptions left aside. */
export function ruleBetween({ working, period }: Calendar, from: number, until: number): WorkingSpan[] {
  const first = period === undefined ? 0 : Math.floor(from / period);
  const last = period === undefined ? 0 : Math.ceil(until / period) - 1;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => (first + k) * (period ?? 0))
    .flatMap((shift) => working.map(({ start, end }) => ({ start: start + shift, end: end + shift })))
    .filter(({ start, end }) => start < until && end > from && end > start)
    .map(({ start, end }) => ({ start: Math.max(start, from), end: Math.min(end, until), additional: false }))
    .toSorted((a, b) => a.start - b.start);
}

function without(span: WorkingSpan, gap: { readonly start: number; readonly end: number }): WorkingSpan[] {
  if (gap.start >= span.end || gap.end <= span.start) return [span];
  return [
    { ...span, end: gap.start },
    { ...span, start: gap.end },
  ].filter(({ start, end }) => end > start);
}

/** s */
export function lengthOf(spans: readonly { readonly start: number; readonly end: number }[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Time of the spans between two times, s. */
export function lengthBetween(
  spans: readonly { readonly start: number; readonly end: number }[],
  from: number,
  until: number,
): number {
  return spans.reduce(
    (sum, { start, end }) => sum + Math.max(0, Math.min(end, until) - Math.max(start, from)),
    0,
  );
}
