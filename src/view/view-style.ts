/** Measures that the style sheet and the label layout share. */
export const LABEL_STYLE = { font: "600 11.5px system-ui, 'Segoe UI', Roboto, sans-serif" } as const;

const CSS = `
.taktwerk-view { position: relative; width: 100%; height: 100%; overflow: hidden; contain: strict; }
.taktwerk-view > canvas { position: absolute; inset: 0; display: block; outline: none; touch-action: none; }
.taktwerk-view > canvas:focus-visible { box-shadow: inset 0 0 0 3px #0072b2; outline: 3px solid #0072b2; outline-offset: -3px; }
.taktwerk-view-labels { position: absolute; inset: 0; overflow: hidden; pointer-events: none; contain: strict; }
.taktwerk-view-label {
  position: absolute; left: 0; top: 0; padding: 3px 7px 4px 9px; white-space: nowrap; border-radius: 5px;
  font: ${LABEL_STYLE.font}; line-height: 15px; color: #14181c; background: rgb(255 255 255 / .92);
  border-left: 4px solid var(--state); box-shadow: 0 1px 3px rgb(0 0 0 / .28); contain: layout style; }
.taktwerk-view-label[hidden], .taktwerk-view-label [hidden] { display: none; }
.taktwerk-view-label span { display: block; }
.taktwerk-view-label.small {
  padding: 0 5px 1px 6px; border-left-width: 3px; font-size: 10.35px; line-height: 12px; background: rgb(255 255 255 / .78); box-shadow: none; }
.taktwerk-view-label .state { font-weight: 400; opacity: .85; }
.taktwerk-view-label .live { font-weight: 400; border-top: 1px solid rgb(128 128 128 / .35); }
.taktwerk-view-label .live::before {
  content: ""; display: inline-block; width: 8px; height: 8px; margin-right: 5px;
  background: var(--live); outline: 1px solid currentColor; }
.taktwerk-view-live-ring {
  position: absolute; left: 0; top: 0; width: 18px; height: 18px; border-radius: 50%; border: 4px solid var(--state);
  outline: 1px solid #14181c; contain: layout style; }
.taktwerk-view-live-ring.stale { border-style: dotted; opacity: .7; }
.taktwerk-view-live-ring[hidden] { display: none; }
.taktwerk-view-label.pinned { outline: 2px solid var(--state); }
.taktwerk-view-label.clearance { border: 2px solid var(--state); border-left-width: 6px; background: #fff; }
.taktwerk-view.dark .taktwerk-view-label.clearance { background: #14181c; }
.taktwerk-view.dark .taktwerk-view-label { color: #eef2f5; background: rgb(24 29 34 / .88); }
.taktwerk-view.dark .taktwerk-view-label.small { background: rgb(24 29 34 / .72); }
`;

/** Adds the view's styles to the document. @returns takes them away again */
export function installStyle(): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
