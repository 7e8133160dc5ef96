const CSS = `
.edit-layer { position: absolute; inset: 0; overflow: hidden; pointer-events: none; contain: strict; }
.edit-layer svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; }
.edit-layer .flow { stroke: var(--accent, #0b5cad); stroke-width: 2; fill: none; opacity: .8; }
.edit-layer .flow-head { fill: var(--accent, #0b5cad); opacity: .9; }
.edit-layer .flow.pending { stroke-dasharray: 6 4; stroke-width: 3; opacity: 1; }
.edit-layer .ghost, .edit-layer .marquee {
  fill: var(--accent-soft, rgb(11 92 173 / 14%)); stroke: var(--accent, #0b5cad); stroke-width: 2; stroke-dasharray: 6 4; }
.edit-layer .stem { stroke: var(--accent, #0b5cad); stroke-width: 2; }
.edit-handle {
  position: absolute; left: 0; top: 0; width: 24px; height: 24px; margin: -12px 0 0 -12px; padding: 0; min-height: 0;
  border: 0; background: none; pointer-events: auto; display: grid; place-items: center; touch-action: none; }
.edit-handle[hidden] { display: none; }
.edit-handle::before {
  content: ""; width: 12px; height: 12px; box-sizing: border-box; background: #fff;
  border: 3px solid var(--accent, #0b5cad); box-shadow: 0 1px 3px rgb(0 0 0 / .4); }
.edit-handle:hover:not(:disabled) { background: none; }
.edit-handle:hover::before { background: var(--accent, #0b5cad); }
.edit-handle.rotate::before, .edit-handle.port::before, .edit-handle.point::before { border-radius: 50%; }
.edit-handle.rotate::before { width: 16px; height: 16px; }
.edit-handle.port::before { background: #e69f00; border-color: #241800; width: 14px; height: 14px; border-width: 2px; }
.edit-handle.port.in::before { background: #56b4e9; }
.edit-handle.between::before { width: 8px; height: 8px; border-width: 2px; border-radius: 50%; opacity: .8; }
.edit-handle.size { cursor: nwse-resize; } .edit-handle.rotate { cursor: grab; } .edit-handle.point { cursor: move; }
.edit-handle.port { cursor: crosshair; }
.edit-measure {
  position: absolute; left: 0; top: 0; padding: 2px 7px; border-radius: 5px; white-space: nowrap;
  font: 600 11.5px system-ui, sans-serif; color: var(--accent-text, #fff); background: var(--accent, #0b5cad); }
.edit-measure[hidden] { display: none; }
`;

/** Adds the styles of editing to the document. @returns takes them away again */
export function installEditStyle(): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
