import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import {
  ELEMENT_PAGES,
  elementPageNames,
  fieldPlaces,
  INDEX,
  readElementPage,
  withFields,
} from "../../src/node/docs/element-pages.ts";
import { fieldTables } from "../../src/node/docs/field-tables.ts";
import { docsFiles } from "../../src/node/docs/html-pages.ts";
import { elementPage } from "../../src/panels/element-page.ts";
import { inspectPlant } from "../../src/plant/inspect.ts";
import { elementSchema, resourceSchema } from "../../src/plant/schema.ts";
import { agrees, answerOf, commandOf, figuresOf, valueAt, written } from "./element-figures.ts";

vi.setConfig({ testTimeout: 60_000 });

/** Set to write the simulated figures anew: `UPDATE_GOLDEN=1 npx vitest run test/golden/elements.test.ts`. */
const UPDATE = process.env["UPDATE_GOLDEN"] === "1";

const names = elementPageNames();
const pages = names.filter((name) => name !== INDEX);
const tables = fieldTables();

/** Names of the definitions of all kinds, as the JSON Schema has them. */
function definitionsOfKinds(): string[] {
  return [...elementSchema.options, ...resourceSchema.options].map((option) => option.meta()?.id ?? "");
}

test("the page's details lead to a page about every kind of element", () => {
  const built = new Set(docsFiles().map(({ name }) => `docs/${name}`));
  const kinds = elementSchema.options.map((option) => option.shape.kind.value);
  expect(kinds.map(elementPage).filter((page) => !built.has(page))).toEqual([]);
});

test("the built pages show no HTML of their sources, and their links lead to each other", () => {
  const files = docsFiles();
  const built = new Set(files.map(({ name }) => name));
  for (const { name, source } of files) {
    if (!name.endsWith(".html") || typeof source !== "string") continue;
    expect(source).not.toMatch(/<script|<!-- | on\w+=|javascript:/);
    const links = [...source.matchAll(/(?:href|src)="(?!https:|#|\.\.\/favicon)([^"#]+)/g)].map(
      ([, link]) => link ?? "",
    );
    const missing = links.filter((link) => !built.has(link));
    expect({ name, missing }).toEqual({ name, missing: [] });
  }
});

describe("the pages about elements", () => {
  test("tell of every kind of element and resource", () => {
    const told = new Set(
      names.flatMap((name) =>
        fieldPlaces(readElementPage(name)).flatMap(({ definition, members }) =>
          members.length === 0 ? [definition] : [],
        ),
      ),
    );
    expect(definitionsOfKinds().filter((definition) => !told.has(definition))).toEqual([]);
  });

  test("are all on the index, in a table or list of their own line", () => {
    const index = readElementPage(INDEX);
    expect(pages.filter((name) => !index.includes(`](${name}.md)`))).toEqual([]);
  });

  test("have an example each, and each example has a page", () => {
    const examples = readdirSync(ELEMENT_PAGES)
      .filter((name) => name.endsWith(".plant.json"))
      .map((name) => name.replace(".plant.json", ""));
    expect(examples.sort()).toEqual(pages.toSorted());
  });
});

test.each(names)("%s has the fields that the schema has (else: npm run docs:fields)", (name) => {
  const page = readElementPage(name);
  expect(withFields(page, (definition, members) => tables.table(definition, name, members))).toBe(page);
});

test.each(names)("the links of %s lead to files that exist", (name) => {
  const links = [...readElementPage(name).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = ""]) => link);
  expect(links.filter((link) => !existsSync(join(ELEMENT_PAGES, link)))).toEqual([]);
});

describe.each(pages)("%s", (name) => {
  const page = readElementPage(name);

  test("has the form of all pages", () => {
    const heads = [...page.matchAll(/^#{1,2} (.*)$/gm)].map(([, head]) => head);
    expect(page.startsWith("# ")).toBe(true);
    expect(page).toContain(`![${name}](${name}.png)`);
    const wanted = ["Fields", "Rules", "Example", "Figures"];
    expect(wanted.filter((head) => !heads.some((found) => found?.startsWith(head)))).toEqual([]);
    expect(commandOf(page)?.slice(0, 2)).toEqual(["simulate", `scenes/elements/${name}.plant.json`]);
    expect(figuresOf(page).length).toBeGreaterThan(0);
  });

  test("has an example in which the checks find nothing", () => {
    const inspected = inspectPlant(readFileSync(join(ELEMENT_PAGES, `${name}.plant.json`), "utf8"));
    expect(inspected).toMatchObject({ ok: true, value: { warnings: [] } });
  });

  test("states the figures that its command gives, exact ones by a 99.9 % t-interval or to the last digit", async () => {
    const command = commandOf(page) ?? [];
    const answer = await answerOf(command);
    const replications = (answer as { replications: number }).replications;
    let text = page;
    for (const figure of figuresOf(page)) {
      const value = valueAt(answer, figure.place);
      const due = written(value, figure.simulated);
      if (UPDATE)
        text = text.replace(`\`${figure.place}\` | ${figure.simulated} |`, `\`${figure.place}\` | ${due} |`);
      else expect(`${figure.name}: ${figure.simulated}`).toBe(`${figure.name}: ${due}`);
      expect(
        agrees(value, { ...figure, simulated: due }, replications),
        `${figure.name}: ${due}, exact ${figure.exact}`,
      ).toBe(true);
    }
    if (text !== page) writeFileSync(join(ELEMENT_PAGES, `${name}.md`), text);
  });
});
