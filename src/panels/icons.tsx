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
  experiment:
    "M1.5 3.2H3V5h10v1.5H3v1.8H1.5zM6 2h1.5v7.5H6zM4 10.7h1.5v1.6H14v1.5H5.5v1.7H4zM9.5 9H11v6.5H9.5z",
  shifts:
    "M3.5 1H5v1.5h6V1h1.5v1.5h2v12h-13v-12h2zM3 6v7h10V6zM4.5 7.2h3v1.6h-3zM4.5 10.2h3v1.6h-3zM8.7 7.2h2.8v1.6H8.7z",
  keys: "M1 3.5h14v9H1zM2.5 5v6h11V5zM4 6.2h1.4v1.4H4zM6.6 6.2H8v1.4H6.6zM9.2 6.2h1.4v1.4H9.2zM4.6 8.8h6.8v1.3H4.6z",
  left: "M1.5 2.5h13v11h-13zM6 4v8h7V4z",
  right: "M1.5 2.5h13v11h-13zM3 4v8h7V4z",
  bottom: "M1.5 2.5h13v11h-13zM3 4v4.5h10V4z",
  close: "M3.6 2.5L8 6.9l4.4-4.4 1.1 1.1L9.1 8l4.4 4.4-1.1 1.1L8 9.1l-4.4 4.4-1.1-1.1L6.9 8 2.5 3.6z",
  fit: "M1.5 1.5h4.8V3H3v3.3H1.5zM9.7 1.5h4.8v4.8H13V3H9.7zM1.5 9.7H3V13h3.3v1.5H1.5zM13 9.7h1.5v4.8H9.7V13H13z",
  focus:
    "M7.2 0h1.6v2.6a5.5 5.5 0 0 1 4.6 4.6H16v1.6h-2.6a5.5 5.5 0 0 1-4.6 4.6V16H7.2v-2.6a5.5 5.5 0 0 1-4.6-4.6H0V7.2h2.6a5.5 5.5 0 0 1 4.6-4.6zM8 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM8 6.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z",
  clearance: "M1.5 1.5h8v3.2H8V3H3v5h1.7v1.5H1.5zM6.5 6.5h8v8h-8zM8 8v5h5V8z",
  heat: "M1.5 1.5h5.7v5.7H1.5zM3 3v2.7h2.7V3zM8.8 1.5h5.7v5.7H8.8zM1.5 8.8h5.7v5.7H1.5zM8.8 8.8h5.7v5.7H8.8zM10.3 10.3V13H13v-2.7z",
  pencil:
    "M11.6 1.2l3.2 3.2L5.6 13.6 1.5 14.5l.9-4.1zM11.6 3.3l-1.2 1.2 1.1 1.1 1.2-1.2zM9.3 5.5l-5.5 5.6-.4 1.5 1.5-.4 5.5-5.6z",
  move: "M8 0l2.6 3H8.8v4.2H13V5.4L16 8l-3 2.6V8.8H8.8V13h1.8L8 16l-2.6-3h1.8V8.8H3v1.8L0 8l3-2.6v1.8h4.2V3H5.4z",
  rotate: "M8 2.2a5.8 5.8 0 1 1-5.5 4h1.7A4.2 4.2 0 1 0 8 3.8v2.4L4.4 3 8-.2z",
  size: "M1.5 1.5H7V3H4.1l3.4 3.4-1.1 1.1L3 4.1V7H1.5zM14.5 14.5H9V13h2.9L8.5 9.6l1.1-1.1 3.4 3.4V9h1.5z",
  connect:
    "M3.5 5.5a2.5 2.5 0 0 1 2.4 1.7h4.4L8.6 5.6 9.7 4.5 13.2 8l-3.5 3.5-1.1-1.1 1.7-1.6H5.9A2.5 2.5 0 1 1 3.5 5.5zM14 3h1.5v10H14z",
  box: "M1.5 1.5h3V3H3v1.5H1.5zM6.5 1.5h3V3h-3zM11.5 1.5h3v3H13V3h-1.5zM1.5 6.5H3v3H1.5zM13 6.5h1.5v3H13zM1.5 11.5H3V13h1.5v1.5h-3zM6.5 13h3v1.5h-3zM13 11.5h1.5v3h-3V13H13z",
  undo: "M5.2 2.2l1.1 1.1-2 2H10a4.3 4.3 0 0 1 0 8.6H6v-1.6h4a2.7 2.7 0 0 0 0-5.4H4.3l2 2-1.1 1.1L1.3 6.1z",
  redo: "M10.8 2.2L9.7 3.3l2 2H6a4.3 4.3 0 0 0 0 8.6h4v-1.6H6a2.7 2.7 0 0 1 0-5.4h5.7l-2 2 1.1 1.1 3.9-3.9z",
  turn: "M1.5 14.5v-8H3V13h6.5v1.5zM5 4.2h3.4A3.6 3.6 0 0 1 12 7.8V9h1.9l-2.7 3.4L8.5 9h1.9V7.8a2 2 0 0 0-2-2H5z",
  duplicate: "M1.5 1.5h8.8v2H8.8V3H3v5.8h.5v1.5h-2zM5.7 5.7h8.8v8.8H5.7zM7.2 7.2V13H13V7.2z",
  delete: "M6 1h4v1.3h4v1.5H2V2.3h4zM3.3 5h9.4l-.7 10H4zM6 6.8v6.3h1.2V6.8zM8.8 6.8v6.3H10V6.8z",
  up: "M8 4l5 5-1.1 1.1L8 6.2 4.1 10.1 3 9z",
  plus: "M7.2 2h1.6v5.2H14v1.6H8.8V14H7.2V8.8H2V7.2h5.2z",
  scenario: "M2 2.5h5v3H2zM9 6.5h5v3H9zM9 11h5v3H9zM4 6.5h1.5V8H9v-.2V9H5.5v3.2H9V14H4z",
  warning: "M8 1.2L15.3 14H.7zM7.2 5.6v4.2h1.6V5.6zM7.2 11v1.6h1.6V11z",
  trace:
    "M5 1.5h6l3.5 3.5v6L11 14.5H5L1.5 11V5zM5.6 3L3 5.6v4.8L5.6 13h4.8l2.6-2.6V5.6L10.4 3zM5.5 5.5h5v5h-5z",
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
