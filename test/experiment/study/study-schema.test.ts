import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { inspectStudy } from "../../../src/experiment/study/read-study.ts";
import { STUDY_SCHEMA_FILE, studySchemaText } from "../../../src/node/write-schema.ts";

describe("scenes/study.schema.json", () => {
  const text = readFileSync(STUDY_SCHEMA_FILE, "utf8");

  test("is what the code says; if not, run npm run schema", () => {
    expect(text).toBe(studySchemaText());
  });

  test("keeps the units", () => {
    const { $defs } = JSON.parse(text) as {
      $defs: { Study: { properties: { run: { properties: { horizon: { unit: string } } } } } };
    };
    expect($defs.Study.properties.run.properties.horizon.unit).toBe("s");
  });
});

describe("the studies beside the scenes", () => {
  const files = readdirSync("scenes").filter((name) => name.endsWith(".study.json"));

  test.each(files)("%s has no findings, and says why each change might be made", (file) => {
    const read = inspectStudy(readFileSync(`scenes/${file}`, "utf8"), (plant) =>
      readFileSync(`scenes/${plant}`, "utf8"),
    );
    expect(read.ok ? read.value.warnings : read.error).toEqual([]);
    if (!read.ok) return;
    expect(read.value.scenarios).toHaveLength(5);
    for (const { id, changes, reason = "" } of read.value.scenarios)
      expect(changes.length === 0 || reason.length > 20, `${id} of ${file}`).toBe(true);
  });
});
