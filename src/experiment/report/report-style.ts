/** How a report looks, on a screen and on paper. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #5a636e; --line: #d5dae0; --paper: #fff; --mark: #0072B2; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebee; --soft: #a5adb6; --line: #3a4149; --paper: #16191d; --mark: #56B4E9; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
main { max-width: 760px; margin: 0 auto; padding: 24px 20px 60px; }
h1 { font-size: 26px; margin: 0 0 8px; } h2 { font-size: 19px; margin: 32px 0 8px; } h3 { font-size: 15px; margin: 20px 0 4px; }
.question { font-size: 17px; color: var(--soft); } .verdict { font-weight: 600; } .warning { border-left: 4px solid #D55E00; padding-left: 10px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; margin: 6px 0; }
th, td { text-align: left; vertical-align: top; padding: 4px 8px; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 500; } tbody th { font-weight: 500; } ul { margin: 0; padding-left: 18px; }
code { font-size: 13px; color: var(--soft); overflow-wrap: anywhere; }
svg { display: block; width: 100%; height: auto; } svg text { fill: var(--ink); font-size: 12px; }
.label { text-anchor: end; } .tick, .axis { text-anchor: middle; } svg .tick, svg .axis { fill: var(--soft); }
.grid { stroke: var(--line); } .zero { stroke: var(--soft); stroke-dasharray: 4 3; }
.interval line { stroke: var(--mark); stroke-width: 2; } .interval circle { fill: var(--mark); }
.legend { font-size: 13px; } .key { margin-right: 14px; white-space: nowrap; } .key i { display: inline-block; width: 11px; height: 11px; margin-right: 5px; }
@page { size: A4; margin: 15mm; }
@media print { :root { --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --mark: #0072B2; } main { max-width: none; padding: 0; }
  .figure, svg, tr { break-inside: avoid; } h2, h3 { break-after: avoid; } svg rect, .key i, polygon { print-color-adjust: exact; } }
`;
