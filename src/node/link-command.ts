import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readStudyLink, writeStudyLink } from "../experiment/study/study-link.ts";
import { type CommandOutput, EXIT } from "./output.ts";
import { loadStudy, readStudyText, tellFindings } from "./study-file.ts";

const LINK_USAGE = "taktwerk link STUDY [--page URL]";
const OPEN_USAGE = "taktwerk open LINK|- -o STUDY";
/** Where `npm start` serves the page. */
const PAGE = "http://localhost:8080/";

/** Prints a link that holds a study with its plant. @returns exit status */
export async function linkCommand(args: readonly string[], output: CommandOutput): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { page: { type: "string", default: PAGE } },
    allowPositionals: true,
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) return usage(output, "name one study file", LINK_USAGE);
  if (!URL.canParse(values.page))
    return usage(output, `--page wants an address such as ${PAGE}, not ${values.page}`, LINK_USAGE);
  const read = loadStudy(path, output);
  if (read === undefined) return EXIT.failed;
  const { study, plant } = read;
  const link = await writeStudyLink({
    ...study,
    plant: typeof study.plant === "string" ? plant : study.plant,
  });
  if (!link.ok) {
    tellFindings(path, link.error, "en", output);
    return EXIT.failed;
  }
  const address = new URL(values.page);
  address.hash = link.value;
  output.stdout(`${address.href}\n`);
  return EXIT.done;
}

/** Writes the study that a link holds to a file, after the checks of any other study file. @returns exit status */
export async function openCommand(args: readonly string[], output: CommandOutput): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { output: { type: "string", short: "o" } },
    allowPositionals: true,
  });
  const [link] = positionals;
  const file = values.output;
  if (link === undefined || positionals.length > 1)
    return usage(output, "give one link, or - to read it from standard input", OPEN_USAGE);
  if (file === undefined) return usage(output, "name the study file to write with -o", OPEN_USAGE);
  const text = await readStudyLink(link === "-" ? readFileSync(0, "utf8") : link);
  if (!text.ok) {
    tellFindings("link", text.error, "en", output);
    return EXIT.failed;
  }
  const read = readStudyText(text.value, "link", output);
  if (read === undefined) return EXIT.failed;
  try {
    writeFileSync(file, `${JSON.stringify(JSON.parse(text.value), undefined, 2)}\n`);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    output.stderr(`${file}: cannot be written (${code}); name another file\n`);
    return EXIT.failed;
  }
  output.stdout(`${file}: ${read.study.name}, ${read.scenarios.length} scenarios\n`);
  return EXIT.done;
}

function usage(output: CommandOutput, problem: string, words: string): number {
  output.stderr(`${problem}\nusage: ${words}\n`);
  return EXIT.usage;
}
