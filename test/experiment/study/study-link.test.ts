import { deflateSync } from "node:zlib";
import {
  assert as assertProperty,
  dictionary,
  asyncProperty,
  constantFrom,
  jsonValue,
  nat,
  pre,
  property,
  string as anyString,
  uint8Array,
} from "fast-check";
import { describe, expect, test } from "vitest";
import { fromBase64Url, toBase64Url } from "../../../src/experiment/study/base64-url.ts";
import {
  holdsStudyLink,
  LINK_LIMIT,
  readStudyLink,
  writeStudyLink,
} from "../../../src/experiment/study/study-link.ts";
import type { Study } from "../../../src/experiment/study/study-file.ts";

/** Some study: what is in it matters to the link as little as it is checked by it. */
function study(name: string, plant: Record<string, unknown>): Study {
  return { format: "taktwerk-study", version: 1, id: "s", name, plant, scenarios: [{ id: "as-is" }] };
}

async function written(one: Study): Promise<string> {
  const link = await writeStudyLink(one);
  if (!link.ok) throw new Error(JSON.stringify(link.error));
  return link.value;
}

async function ruleOf(link: string): Promise<string> {
  const read = await readStudyLink(link);
  return read.ok ? "ok" : (read.error[0]?.rule ?? "none");
}

function linkOf(text: string | Uint8Array): string {
  return `study=1.${deflateSync(text, { level: 9 }).toString("base64url")}`;
}

const plants = dictionary(anyString(), jsonValue({ maxDepth: 5 })).filter(
  (value) => !/"(__proto__|constructor|prototype)":/.test(JSON.stringify(value)),
);

describe("a study in a link", () => {
  test("comes back as it was, members in their order, behind any address", async () => {
    await assertProperty(
      asyncProperty(anyString(), plants, async (name, plant) => {
        const one = study(name, plant);
        const link = await written(one);
        expect(link).toMatch(/^study=1\.[\w-]+$/);
        const read = await readStudyLink(`https://example.org/?lang=de#${link}`);
        expect(read).toEqual({ ok: true, value: JSON.stringify(one) });
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test("with any one character changed, left out or cut off is refused, never opened as another study", async () => {
    const one = study("Werk", { elements: [{ id: "A", capacity: 4 }], note: "ä€😀" });
    const [link, text] = [await written(one), JSON.stringify(one)];
    const letter = constantFrom("a", "X", "0", "9", "-", "_", ".", "=", "%", " ");
    await assertProperty(
      asyncProperty(nat(link.length - 9), letter, nat(2), async (at, other, kind) => {
        const i = 8 + at;
        pre(kind !== 0 || link[i] !== other);
        const inside = kind === 0 ? other + link.slice(i + 1) : kind === 1 ? link.slice(i + 1) : "";
        // Blanks at the end come from copying, and are no damage.
        const damaged = link.slice(0, i) + inside;
        pre(damaged.trim() !== link);
        const read = await readStudyLink(damaged);
        // A few bits between the data and its checksum mean nothing.
        if (read.ok) expect(read.value).toBe(text);
        else expect(read.error[0]?.rule).toBe("study/linkBroken");
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  test("whatever text it is, the answer is a text or a finding", async () => {
    await assertProperty(
      asyncProperty(anyString({ maxLength: 200 }), async (text) => {
        expect((await readStudyLink(text)).ok).toBe(false);
        expect((await readStudyLink(`#study=${text}`)).ok).toBe(false);
        expect((await readStudyLink(`#study=1.${text}`)).ok).toBe(false);
      }),
      { seed: 3, numRuns: 200 },
    );
    expect(await ruleOf(linkOf(new Uint8Array([0x22, 0xff, 0x22])))).toBe("study/linkBroken");
    expect(await ruleOf(linkOf("{]"))).toBe("text/syntax");
  });

  test("says what is wrong with the link itself", async () => {
    expect(await ruleOf("https://example.org/")).toBe("study/linkNone");
    expect(await ruleOf("study=2.abcd")).toBe("study/linkNewer");
    expect(await ruleOf("study=")).toBe("study/linkBroken");
    expect(holdsStudyLink("https://example.org/#study=1.x")).toBe(true);
    expect(holdsStudyLink("https://example.org/#plant=1.x")).toBe(false);
  });

  test("unfolds to 4 MB at most, and not a byte of what a bomb would give beyond", async () => {
    const bomb = linkOf(new Uint8Array(6_000_000).fill(0x20));
    expect(bomb.length).toBeLessThan(LINK_LIMIT);
    expect(await ruleOf(bomb)).toBe("study/linkLong");
    expect(await ruleOf(`study=1.${"A".repeat(LINK_LIMIT)}`)).toBe("study/linkLong");
  });

  test("is read to a depth of 64 levels", async () => {
    expect(await ruleOf(linkOf(`${"[".repeat(64)}${"]".repeat(64)}`))).toBe("ok");
    expect(await ruleOf(linkOf(`${"[".repeat(65)}${"]".repeat(65)}`))).toBe("text/tooDeep");
    expect(await ruleOf(linkOf("[".repeat(1_000_000)))).toBe("text/tooDeep");
  });

  test("is not written of a plant that lies elsewhere, nor of one that is too large", async () => {
    const elsewhere = await writeStudyLink({ ...study("S", {}), plant: "a.plant.json" });
    expect(elsewhere.ok || elsewhere.error[0]?.rule).toBe("study/linkPlant");
    let state = 1;
    const noise = Array.from({ length: 20_000 }, () => (state = (state * 48_271) % 2_147_483_647));
    const large = await writeStudyLink(study("S", { noise }));
    expect(large.ok || large.error[0]?.rule).toBe("study/linkLong");
  });
});

test("base64url is that of RFC 4648 and has one text for each bytes", () => {
  assertProperty(
    property(uint8Array({ maxLength: 70 }), (bytes) => {
      const text = toBase64Url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString("base64url"));
      expect(fromBase64Url(text)).toEqual(bytes);
    }),
    { seed: 4, numRuns: 300 },
  );
  for (const text of ["A", "AB", "AAB", "AA==", "A+", "Ä"]) expect(fromBase64Url(text)).toBe(undefined);
});
