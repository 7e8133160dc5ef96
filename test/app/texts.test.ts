import { describe, expect, test } from "vitest";
import { balanceDe } from "../../src/app/i18n/balance-de.ts";
import { balanceEn } from "../../src/app/i18n/balance-en.ts";
import { de } from "../../src/app/i18n/de.ts";
import { en } from "../../src/app/i18n/en.ts";
import type { BalanceTexts } from "../../src/app/balance/balance-wording.ts";
import { SHIFTS_TEXTS, type ShiftsTexts } from "../../src/app/i18n/shifts-texts.ts";
import { TRACE_TEXTS, type TraceTexts } from "../../src/app/i18n/trace-texts.ts";
import { preferredLanguage, type Texts } from "../../src/app/i18n/text.ts";
import { createWording } from "../../src/app/i18n/wording.ts";

const names = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe("texts", () => {
  test("have the same values to fill in in both languages", () => {
    const values = (texts: Texts | BalanceTexts | TraceTexts | ShiftsTexts) =>
      Object.entries(texts)
        .map(([key, text]) => [key, names(text)] as const)
        .sort(([a], [b]) => a.localeCompare(b));
    expect(values(de)).toEqual(values(en));
    expect(values(balanceDe)).toEqual(values(balanceEn));
    expect(values(TRACE_TEXTS.de)).toEqual(values(TRACE_TEXTS.en));
    expect(values(SHIFTS_TEXTS.de)).toEqual(values(SHIFTS_TEXTS.en));
  });

  test("are not empty, and German ones have no replacements for umlauts", () => {
    const german = [...Object.values(de), ...Object.values(balanceDe), ...Object.values(TRACE_TEXTS.de)];
    const english = [...Object.values(en), ...Object.values(balanceEn)];
    for (const text of [...english, ...german]) expect(text.trim()).not.toBe("");
    expect(german.join(" ")).not.toMatch(/\b(fuer|ueber|zurueck|Puffer voll)\b/);
  });

  test("are filled with values", () => {
    expect(createWording("en", en).t("keys.speed", { speed: "10×" })).toBe("Speed 10×");
    expect(createWording("de", de).t("keys.speed", { speed: "10×" })).toBe("Tempo 10×");
  });

  test("come in the first of the browser's languages that we speak", () => {
    expect(preferredLanguage(["fr-FR", "de-AT", "en-GB"])).toBe("de");
    expect(preferredLanguage(["fr"])).toBe("en");
  });
});

describe("numbers", () => {
  const english = createWording("en", en).formats;
  const german = createWording("de", de).formats;

  test("have the decimal sign and the groups of their language", () => {
    expect(english.number(1234.56)).toBe("1,235");
    expect(german.number(1234.56)).toBe("1.235");
    expect(english.number(71.849)).toBe("71.8");
    expect(german.number(71.849)).toBe("71,8");
    expect(german.percent(0.1234).replace(/\s/, " ")).toBe("12,3 %");
  });

  test("say when there is none", () => {
    expect(english.number(Number.NaN)).toBe("–");
    expect(english.duration(Number.NaN)).toBe("–");
    expect(english.percent(Number.NaN)).toBe("–");
  });

  test("carry the unit that suits their size", () => {
    expect([90, 600, 36_000, 432_000].map((s) => english.duration(s).replace(/\s/, " "))).toEqual([
      "90 s",
      "10 min",
      "10 h",
      "5 d",
    ]);
  });

  test("tell simulated instants as day and time of day", () => {
    expect(english.clock(0)).toBe("Day 1 00:00:00");
    expect(german.clock(86_400 + 3661.9)).toBe("Tag 2 01:01:01");
  });
});
