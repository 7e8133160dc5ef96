import type { VNode } from "preact";

/** Paths of the icons in a square of 16 × 16. */
const ICONS = {
  play: "M4 2.5v11l9.5-5.5z",
  pause: "M3.5 2.5h3.2v11H3.5zM9.3 2.5h3.2v11H9.3z",
  step: "M3 2.5v11l7-5.5zM11 2.5h2.2v11H11z",
  reset: "M8 2.2a5.8 5.8 0 1 1-5.5 4h1.7A4.2 4.2 0 1 0 8 3.8v2.4L4.4 3 8-.2z",
  end: "M2 3l5 5-5 5zM8 3l5 5-5 5zM13 3h1.6v10H13z",
  open: "M1.5 3h4.6l1.5 1.8h6.9V13h-13zM3 6.3v5.2h10V6.3z",
  save: "M7.2 1.5h1.6v6.2l2.2-2.2 1.1 1.1L8 10.7 3.9 6.6 5 5.5l2.2 2.2zM2 11.5h1.6V13h8.8v-1.5H14v3H2z",
  balance: "M1.5 14.5v-7h3.2v7zM6.4 14.5v-10h3.2v10zM11.3 14.5v-6h3.2v6zM1 1.5h14V3H1z",
  keys: "M1 3.5h14v9H1zM2.5 5v6h11V5zM4 6.2h1.4v1.4H4zM6.6 6.2H8v1.4H6.6zM9.2 6.2h1.4v1.4H9.2zM4.6 8.8h6.8v1.3H4.6z",
  left: "M1.5 2.5h13v11h-13zM6 4v8h7V4z",
  right: "M1.5 2.5h13v11h-13zM3 4v8h7V4z",
  bottom: "M1.5 2.5h13v11h-13zM3 4v4.5h10V4z",
  close: "M3.6 2.5L8 6.9l4.4-4.4 1.1 1.1L9.1 8l4.4 4.4-1.1 1.1L8 9.1l-4.4 4.4-1.1-1.1L6.9 8 2.5 3.6z",
  fit: "M1.5 1.5h4.8V3H3v3.3H1.5zM9.7 1.5h4.8v4.8H13V3H9.7zM1.5 9.7H3V13h3.3v1.5H1.5zM13 9.7h1.5v4.8H9.7V13H13z",
  focus:
    "M7.2 0h1.6v2.6a5.5 5.5 0 0 1 4.6 4.6H16v1.6h-2.6a5.5 5.5 0 0 1-4.6 4.6V16H7.2v-2.6a5.5 5.5 0 0 1-4.6-4.6H0V7.2h2.6a5.5 5.5 0 0 1 4.6-4.6zM8 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM8 6.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z",
  clearance: "M1.5 1.5h8v3.2H8V3H3v5h1.7v1.5H1.5zM6.5 6.5h8v8h-8zM8 8v5h5V8z",
  chevron: "M5.5 3l5 5-5 5-1.1-1.1L8.3 8 4.4 4.1z",
  live: "M8 6.4a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2zM4.2 3.1l1.1 1.1a5.4 5.4 0 0 0 0 7.6l-1.1 1.1a7 7 0 0 1 0-9.8zM11.8 3.1a7 7 0 0 1 0 9.8l-1.1-1.1a5.4 5.4 0 0 0 0-7.6z",
} as const;

export type IconName = keyof typeof ICONS;

/** A sign beside or instead of a text; the text names the control, so the sign is hidden from assistive technology. */
export function Icon({ name }: { name: IconName }): VNode {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={ICONS[name]} fill-rule="evenodd" />
    </svg>
  );
}
