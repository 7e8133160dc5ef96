import { writePlantText } from "./write-plant-text.ts";
import { inspectPlant } from "../inspect.ts";
import { utf8 } from "./decode-utf8.ts";
import { importAutomationml } from "./automationml.ts";
import { importCmsd } from "./cmsd.ts";
import { importDxf } from "./import-dxf.ts";
import { IMPORT_LIMITS } from "./import-limits.ts";
import { BROKEN, INTO_WHAT, TOO_LARGE, UNKNOWN_FORMAT } from "./import-rules.ts";
import {
  type ImportAnswer,
  ImportFailure,
  type ImportFile,
  type ImportFormat,
  ImportLog,
} from "./import-report.ts";
import { importTables } from "./import-table.ts";
import { PlantDraft } from "./plant-draft.ts";
import { child, readXml, type XmlNode } from "./read-xml.ts";

export interface ImportOptions {
  /** Unit of a drawing that does not say it itself, or says it wrongly. */
  readonly unit?: string | undefined;
  /** Text of a plant file that a drawing is laid under. */
  readonly into?: string | undefined;
}

/**
 * Makes a plant file of files in other formats. Untrusted bytes are welcome, but some of them make a parser run for ever:
 * only a thread that can be ended may call this.
 */
export function importFiles(files: readonly ImportFile[], options: ImportOptions = {}): ImportAnswer {
  const log = new ImportLog();
  let format: ImportFormat | undefined;
  try {
    const texts = readTexts(files);
    const [first] = files;
    if (first === undefined) throw new ImportFailure(UNKNOWN_FORMAT, { name: "" });
    format = formatOf(first.name, texts[0] ?? "");
    const plant = draftOf(format, files, texts, options, log);
    if (log.hasErrors) return { ok: false, report: log.report(format) };
    const text = writePlantText(plant);
    const read = inspectPlant(text);
    const { findings, ...report } = log.report(format);
    if (!read.ok) return { ok: false, report: { ...report, findings: [...read.error, ...findings] } };
    return { ok: true, text, report: { ...report, findings: [...findings, ...read.value.warnings] } };
  } catch (error) {
    if (!(error instanceof ImportFailure)) throw error;
    log.tell(error.rule, error.values, error.line);
    return { ok: false, report: log.report(format) };
  }
}

function readTexts(files: readonly ImportFile[]): string[] {
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const { bytes: limit } = IMPORT_LIMITS;
  if (bytes > limit) throw new ImportFailure(TOO_LARGE, { size: mega(bytes), limit: mega(limit) });
  return files.map((file) => decode(file));
}

const mega = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);

/** UTF-8, UTF-16 with its mark, or the code page of Windows, in which old drawings and spreadsheets are. */
function decode({ bytes }: ImportFile): string {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isWide) return wide(bytes, bytes[0] === 0xff);
  const text = utf8(bytes);
  return text ?? Array.from(bytes, (byte) => WINDOWS_1252.get(byte) ?? String.fromCharCode(byte)).join("");
}

function wide(bytes: Uint8Array, isLittle: boolean): string {
  let text = "";
  for (let i = 2; i + 1 < bytes.length; i += 2) {
    const [low = 0, high = 0] = isLittle ? [bytes[i], bytes[i + 1]] : [bytes[i + 1], bytes[i]];
    text += String.fromCharCode(low | (high << 8));
  }
  return text;
}

/** What Windows-1252 has where Latin-1 has control characters, by code. */
const WINDOWS_1252: ReadonlyMap<number, string> = new Map([
  [0x80, "€"],
  [0x84, "„"],
  [0x85, "…"],
  [0x91, "‘"],
  [0x92, "’"],
  [0x93, "“"],
  [0x94, "”"],
  [0x96, "–"],
  [0x97, "—"],
]);

function formatOf(name: string, text: string): ImportFormat {
  const head = text.slice(0, 4000).trimStart();
  if (/\.dxf$/i.test(name) || /^(999[^\n]*\n[^\n]*\n\s*)*0\s*\r?\n\s*SECTION/.test(head)) return "dxf";
  if (head.startsWith("<")) {
    if (/<(\w+:)?CAEXFile\b/.test(text.slice(0, 100_000))) return "automationml";
    return "cmsd";
  }
  if (/\.(csv|tsv|txt|tab)$/i.test(name) || /[\t;,]/.test(head.split("\n")[0] ?? "")) return "table";
  throw new ImportFailure(UNKNOWN_FORMAT, { name });
}

function draftOf(
  format: ImportFormat,
  files: readonly ImportFile[],
  texts: readonly string[],
  { unit, into }: ImportOptions,
  log: ImportLog,
): Record<string, unknown> {
  const name = (files[0]?.name ?? "").replace(/^.*[/\\]/, "").replace(/\.[^.]*$/, "");
  const draft = new PlantDraft(log, name);
  if (format === "dxf") return withDrawing(texts[0] ?? "", name, unit, into, draft, log);
  if (into !== undefined) throw new ImportFailure(INTO_WHAT, {});
  if (format === "table") importTables(texts, draft, log);
  else {
    const root = readXml(texts[0] ?? "");
    if (format === "automationml") importAutomationml(root, draft, log);
    else if (isCmsd(root)) importCmsd(root, draft, log);
    else throw new ImportFailure(UNKNOWN_FORMAT, { name: `<${root.name}>` });
  }
  return log.hasErrors ? {} : draft.finish();
}

function isCmsd(root: XmlNode): boolean {
  return root.name === "CMSDDocument" || child(root, "DataSection") !== undefined;
}

/** A drawing under a plant; without one under a source, a station and a sink, since a plant has to have something. */
function withDrawing(
  text: string,
  name: string,
  unit: string | undefined,
  into: string | undefined,
  draft: PlantDraft,
  log: ImportLog,
): Record<string, unknown> {
  const { underlay, bounds } = importDxf(text, name, unit, log);
  if (into === undefined) {
    draft.layout = { floor: bounds, underlays: [underlay] };
    draft.element({
      kind: "station",
      key: "station",
      id: "station",
      position: [bounds[0], bounds[1] - 6, 0],
    });
    return draft.finish();
  }
  const read = inspectPlant(into);
  if (!read.ok) throw new ImportFailure(BROKEN, { problem: "the plant file has errors" });
  const { plant } = read.value;
  const { layout = {} } = plant;
  const underlays = [...(layout.underlays ?? []), underlay];
  return { ...plant, layout: { ...layout, underlays } };
}
