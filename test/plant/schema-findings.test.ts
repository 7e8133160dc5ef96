import { expect, test } from "vitest";
import { z } from "zod";
import { SCHEMA_RULES } from "../../src/plant/schema-rules.ts";
import { schemaFindings } from "../../src/plant/schema-findings.ts";

test("a kind of fault that no rule is made for is told in the words of the schema", () => {
  const schema = z.strictObject({ step: z.number().multipleOf(2) });
  const data = { step: 3 };
  const { error } = schema.safeParse(data);
  expect(schemaFindings(schema, data, error?.issues ?? [])).toMatchObject([
    { rule: "schema/other", path: "/step", values: { problem: expect.stringContaining("multiple of 2") } },
  ]);
  expect(SCHEMA_RULES.some(({ id }) => id === "schema/other")).toBe(true);
});

test("what is wrong in an option of a union is told for the option that was meant", () => {
  const schema = z.union([
    z.number().meta({ unit: "s" }),
    z.union([z.strictObject({ a: z.string() }), z.array(z.boolean())]),
  ]);
  const rules = (data: unknown): string[] =>
    schemaFindings(schema, data, schema.safeParse(data).error?.issues ?? []).map(
      ({ rule, path }) => `${rule} ${path}`,
    );
  expect(rules({ a: 1 })).toEqual(["schema/type /a"]);
  expect(rules({ a: "x", b: 1 })).toEqual(["schema/unknownKey /b"]);
  expect(rules("text")).toEqual(["schema/type "]);
});
