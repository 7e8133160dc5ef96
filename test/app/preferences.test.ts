import { describe, expect, test } from "vitest";
import { PreferenceStore, readPreferences, type TextStorage } from "../../src/app/preferences.ts";

const defaults = readPreferences(undefined, ["de"]);

describe("preferences", () => {
  test("follow the browser's language at the first visit", () => {
    expect(defaults).toMatchObject({
      language: "de",
      theme: "system",
      singleKeys: true,
      hint: true,
      hidden: [],
    });
  });

  test("survive damaged or foreign storage, member by member", () => {
    for (const stored of [
      "",
      "{",
      "null",
      "[]",
      "7",
      '"x"',
      '{"theme":5,"language":"tlh","hidden":"left"}',
    ]) {
      expect(readPreferences(stored, ["de"])).toEqual(defaults);
    }
    expect(readPreferences('{"theme":"dark","hidden":["right","x"]}', ["de"])).toEqual({
      ...defaults,
      theme: "dark",
      hidden: ["right"],
    });
  });

  test("are remembered", () => {
    const items = new Map<string, string>();
    const storage: TextStorage = {
      getItem: (key) => items.get(key) ?? null,
      setItem: (key, value) => void items.set(key, value),
    };
    new PreferenceStore(storage, ["en"]).change({ language: "de", scene: "hello-line" });
    expect(new PreferenceStore(storage, ["en"]).current.value).toMatchObject({
      language: "de",
      scene: "hello-line",
    });
  });

  test("work for the visit when the storage is full", () => {
    const storage: TextStorage = {
      getItem: () => null,
      setItem: () => {
        throw new Error("full");
      },
    };
    const store = new PreferenceStore(storage, ["en"]);
    store.change({ theme: "dark" });
    expect(store.current.value.theme).toBe("dark");
  });
});
