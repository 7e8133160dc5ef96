import { parseArgs } from "node:util";
import { type CommandOutput, EXIT, json } from "./output.ts";
import { rostersOf, rosterTables } from "./roster-tables.ts";
import { loadStudy } from "./study-file.ts";

const USAGE = "taktwerk shifts STUDY [--json]";

/** Version of the answers of `shifts`; more fields may be added without a new one. */
const SHIFTS_VERSION = 1;

/** Who works when in the shift models of a study. @returns exit status */
export function shiftsCommand(args: readonly string[], output: CommandOutput): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { json: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) {
    output.stderr(`name one study file\nusage: ${USAGE}\n`);
    return EXIT.usage;
  }
  const read = loadStudy(path, output);
  if (read === undefined) return EXIT.failed;
  const rosters = rostersOf(read);
  if (rosters.length === 0) {
    output.stderr(
      `${path}: no scenario sets a calendar to a shift model; write "calendars/ID": {"$shifts": {"shifts": ["early"]}}\n`,
    );
    return EXIT.failed;
  }
  output.stdout(
    values.json ? json({ version: SHIFTS_VERSION, study: read.study.id, rosters }) : rosterTables(rosters),
  );
  return EXIT.done;
}
