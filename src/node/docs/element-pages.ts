import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the pages about elements and resources are, with their examples and pictures. */
export const ELEMENT_PAGES: string = join(import.meta.dirname, "../../../scenes/elements");

/** The index of the pages. */
export const INDEX = "README";

/** Names of the pages without their ending; the index last. */
export function elementPageNames(): string[] {
  const names = readdirSync(ELEMENT_PAGES)
    .filter((name) => name.endsWith(".md"))
    .map((name) => name.slice(0, -3));
  return [...names.filter((name) => name !== INDEX).sort(), INDEX];
}

export function readElementPage(name: string): string {
  return readFileSync(join(ELEMENT_PAGES, `${name}.md`), "utf8");
}

/** A place of a page whose text is made from the schema. */
export interface FieldPlace {
  /** Name of a definition of the JSON Schema, such as `Buffer`. */
  readonly definition: string;
  /** Members that are told, with what is in them; all when empty. */
  readonly members: readonly string[];
  /** The text between the two marks. */
  readonly text: string;
}

const PLACE = /<!-- fields: (\w+)((?: \w+)*) -->\n([\s\S]*?)<!-- end of fields -->/g;

export function fieldPlaces(page: string): FieldPlace[] {
  return [...page.matchAll(PLACE)].map(([, definition = "", members = "", text = ""]) => {
    return { definition, members: wordsOf(members), text };
  });
}

/** The page with new text in its places. */
export function withFields(
  page: string,
  textOf: (definition: string, members: readonly string[]) => string,
): string {
  return page.replaceAll(
    PLACE,
    (_, definition: string, members: string) =>
      `<!-- fields: ${definition}${members} -->\n${textOf(definition, wordsOf(members))}<!-- end of fields -->`,
  );
}

function wordsOf(text: string): string[] {
  return text.split(" ").filter((word) => word !== "");
}
