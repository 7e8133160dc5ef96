import { expect, test } from "vitest";
import { de } from "../../src/app/i18n/de.ts";
import { en } from "../../src/app/i18n/en.ts";
import { MEMBER_LABELS, propertyLabel, VALUE_LABELS } from "../../src/app/i18n/property-labels.ts";
import { fieldOf, type FormNode } from "../../src/plant/form/field.ts";
import { headNode, ITEM_LISTS, itemNode } from "../../src/plant/form/item-schema.ts";

/** Names of all members of a plant file, and of all choices in it. */
function namesOfSchema(): { readonly members: Set<string>; readonly choices: Set<string> } {
  const [members, choices, seen] = [new Set<string>(), new Set<string>(), new Set<FormNode>()];
  const walk = (node: FormNode): void => {
    if (seen.has(node)) return;
    seen.add(node);
    const field = fieldOf(node);
    if (field.type === "object")
      for (const { key, node: member } of field.members) {
        members.add(key);
        walk(member);
      }
    if (field.type === "options")
      for (const { name, node: option } of field.options) {
        choices.add(name);
        walk(option);
      }
    if (field.type === "choice") for (const name of field.choices) choices.add(name);
    if (field.type === "list") walk(field.item);
    if (field.type === "record") walk(field.value);
    if (field.type === "tuple") for (const item of field.items) walk(item);
  };
  for (const list of ITEM_LISTS) walk(itemNode(list));
  walk(headNode());
  return { members, choices };
}

test("every member and every choice of a plant file has a label in English and German", () => {
  const { members, choices } = namesOfSchema();
  expect([...members].filter((name) => !Object.hasOwn(MEMBER_LABELS, name))).toEqual([]);
  const isKind = (name: string): boolean => `kind.${name}` in en && `kind.${name}` in de;
  expect([...choices].filter((name) => !Object.hasOwn(VALUE_LABELS, name) && !isKind(name))).toEqual([]);
});

test("a name without a label is shown in words", () => {
  expect(propertyLabel({}, "timeToFailure", "de")).toBe("Time to failure");
});
