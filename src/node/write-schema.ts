import { writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { studyJsonSchema } from "../experiment/study/schema.ts";
import { balanceJsonSchema } from "../plant/balance/balance-file.ts";
import { plantJsonSchema } from "../plant/json-schema.ts";

/** Where the JSON Schema of plant files is kept, for editors that complete and check while one types. */
export const SCHEMA_FILE = fileURLToPath(new URL("../../scenes/plant.schema.json", import.meta.url));

/** The same of balance files. */
export const BALANCE_SCHEMA_FILE = fileURLToPath(
  new URL("../../scenes/balance.schema.json", import.meta.url),
);

/** The same of study files. */
export const STUDY_SCHEMA_FILE: string = fileURLToPath(
  new URL("../../scenes/study.schema.json", import.meta.url),
);

/** The file's text. */
export function schemaText(): string {
  return `${JSON.stringify(plantJsonSchema(), undefined, 2)}\n`;
}

export function balanceSchemaText(): string {
  return `${JSON.stringify(balanceJsonSchema(), undefined, 2)}\n`;
}

export function studySchemaText(): string {
  return `${JSON.stringify(studyJsonSchema(), undefined, 2)}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  writeFileSync(SCHEMA_FILE, schemaText());
  writeFileSync(BALANCE_SCHEMA_FILE, balanceSchemaText());
  writeFileSync(STUDY_SCHEMA_FILE, studySchemaText());
}
