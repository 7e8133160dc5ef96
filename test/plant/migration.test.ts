import { describe, expect, test } from "vitest";
import { findingText } from "../../src/plant/finding-text.ts";
import { migrate, type MigrationStep } from "../../src/plant/migration.ts";

/** Steps as they might come one day: version 2 calls `stuff` elements, version 3 gives times in seconds. */
const STEPS: ReadonlyMap<number, MigrationStep> = new Map<number, MigrationStep>([
  [1, ({ stuff, ...rest }) => ({ ...rest, version: 2, elements: stuff })],
  [
    2,
    (plant) => {
      const { minutes, ...rest } = plant;
      if (typeof minutes !== "number") throw new Error("minutes is no number");
      return { ...rest, version: 3, seconds: minutes * 60 };
    },
  ],
]);
const OLD = { format: "taktwerk-plant", version: 1, stuff: ["a"], minutes: 2 };

describe("migration", () => {
  test("takes a file through every step up to the present version and leaves it unchanged", () => {
    const before = structuredClone(OLD);
    expect(migrate(OLD, STEPS, 3)).toEqual({
      ok: true,
      value: { format: "taktwerk-plant", version: 3, elements: ["a"], seconds: 120 },
    });
    expect(OLD).toEqual(before);
  });

  test("begins at the version of the file, and does nothing for the present one", () => {
    const second = { format: "taktwerk-plant", version: 2, minutes: 1 };
    expect(migrate(second, STEPS, 3)).toMatchObject({ ok: true, value: { version: 3, seconds: 60 } });
    const third = { format: "taktwerk-plant", version: 3 };
    const result = migrate(third, STEPS, 3);
    expect(result.ok && result.value).toBe(third);
  });

  test("refuses a step that throws, and one that is missing", () => {
    expect(migrate({ ...OLD, minutes: "two" }, STEPS, 3)).toMatchObject({
      ok: false,
      error: [{ rule: "version/step", values: { problem: "minutes is no number" } }],
    });
    expect(migrate(OLD, new Map(), 2)).toMatchObject({ ok: false, error: [{ rule: "version/step" }] });
  });

  test("refuses a newer version and says what to do", () => {
    const result = migrate({ ...OLD, version: 4 }, STEPS, 3);
    const findings = result.ok ? [] : result.error.map((finding) => findingText(finding, "en"));
    expect(findings).toMatchObject([
      { rule: "version/newer", path: "/version", remedy: expect.stringContaining("Update") },
    ]);
  });
});
