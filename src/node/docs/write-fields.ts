import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ELEMENT_PAGES, elementPageNames, readElementPage, withFields } from "./element-pages.ts";
import { fieldTables } from "./field-tables.ts";

const tables = fieldTables();
for (const name of elementPageNames()) {
  const page = readElementPage(name);
  const text = withFields(page, (definition, members) => tables.table(definition, name, members));
  if (text !== page) writeFileSync(join(ELEMENT_PAGES, `${name}.md`), text);
}
