import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Marked } from "marked";
import { ELEMENT_PAGES, elementPageNames, INDEX, readElementPage } from "./element-pages.ts";

/** A file of the built page's `docs/` folder. */
export interface DocsFile {
  readonly name: string;
  readonly source: string | Uint8Array;
}

const SPEC = join(import.meta.dirname, "../../sim/SPEC.md");

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const anchorOf = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-");

/** `buffer.md` → `buffer.html`; what leads out of the folder has no file here, except the rules. */
function addressOf(href: string): string | undefined {
  if (/^(?:https:|#)/.test(href)) return href;
  if (href.endsWith("sim/SPEC.md")) return "rules.html";
  if (href.startsWith("..") || href.includes(":")) return undefined;
  return href.replace(/^README\.md/, "index.html").replace(/\.md(?=#|$)/, ".html");
}

/** Markdown without HTML of its own: what looks like it is shown as text, comments are left out. */
function converter(): Marked {
  return new Marked({
    gfm: true,
    renderer: {
      html: ({ text }) => (text.startsWith("<!--") ? "" : escaped(text)),
      heading({ tokens, depth, text }) {
        return `<h${depth} id="${escaped(anchorOf(text))}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const address = addressOf(href);
        const inner = this.parser.parseInline(tokens);
        return address === undefined ? inner : `<a href="${escaped(address)}">${inner}</a>`;
      },
    },
  });
}

const STYLE = `:root { color-scheme: light dark; }
body { margin: 0 auto; padding: 16px 24px 48px; max-width: 62rem; font: 16px/1.5 system-ui, "Segoe UI", Roboto, sans-serif;
  background: light-dark(#ffffff, #171c22); color: light-dark(#16202a, #e8edf2); }
a { color: light-dark(#00558c, #7cc4f5); }
img { max-width: 100%; height: auto; border-radius: 6px; }
pre { overflow-x: auto; padding: 12px; border-radius: 6px; background: light-dark(#eef1f4, #101418); }
code { font-family: ui-monospace, Consolas, monospace; font-size: 0.9em; overflow-wrap: anywhere; }
.table { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { padding: 4px 12px 4px 0; text-align: left; vertical-align: top; border-bottom: 1px solid light-dark(#d5dbe1, #343c45); }
`;

function html(markdown: string, marked: Marked): string {
  const title = /^# (.*)$/m.exec(markdown)?.[1] ?? "";
  const body = marked
    .parse(markdown, { async: false })
    .replaceAll("<table>", '<div class="table"><table>')
    .replaceAll("</table>", "</table></div>");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} – Taktwerk</title>
<link rel="icon" type="image/svg+xml" href="../favicon.svg">
<link rel="stylesheet" href="docs.css">
</head>
<body>
<nav><a href="index.html">Elements and resources</a></nav>
<main>
${body}</main>
</body>
</html>
`;
}

/** The pages about elements as the built page has them, to be read without a network. */
export function docsFiles(): DocsFile[] {
  const marked = converter();
  const files: DocsFile[] = [
    { name: "docs.css", source: STYLE },
    { name: "rules.html", source: html(readFileSync(SPEC, "utf8"), marked) },
  ];
  for (const name of elementPageNames()) {
    const page = name === INDEX ? "index" : name;
    files.push({ name: `${page}.html`, source: html(readElementPage(name), marked) });
    for (const file of [`${name}.png`, `${name}.plant.json`, `${name}.study.json`]) {
      const path = join(ELEMENT_PAGES, file);
      if (existsSync(path)) files.push({ name: file, source: readFileSync(path) });
    }
  }
  return files;
}
