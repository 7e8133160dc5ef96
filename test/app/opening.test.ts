import { text } from "node:stream/consumers";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { App, launchBrowser, serveStatically } from "./open-app.ts";
import { endlessLine, sceneText } from "./scene-text.ts";

let browser: Browser;
let host: Awaited<ReturnType<typeof serveStatically>>;
let app: App;

beforeAll(async () => {
  host = await serveStatically();
  browser = await launchBrowser({ webgl: false });
}, 60_000);
beforeEach(async () => {
  app = await App.open(browser, host.url);
}, 60_000);
afterEach(async () => {
  await app.close();
});
afterAll(async () => {
  await browser.close();
  host.server.close();
});

describe("opening a plant file", () => {
  test("that is corrupt shows all findings with place and remedy, and the former plant runs on", async () => {
    const { page } = app;
    const corrupt = sceneText("hello-line")
      .replaceAll('"mean": 30', '"mean": -30')
      .replace('"to": "done"', '"to": "nowhere"');
    await app.drop("corrupt.plant.json", corrupt);
    const message = page.locator('.message[data-key="message.refused"]');
    await message.waitFor();
    const findings = message.locator(".finding");
    // Their words are fetched when there is something to say.
    await findings.nth(1).waitFor();
    for (const finding of await findings.all()) {
      expect(await finding.locator(".finding-place").textContent()).toMatch(/line \d+/);
      expect((await finding.locator(".finding-remedy").textContent())?.length).toBeGreaterThan(12);
    }
    expect(await page.title()).toBe("Body shop – Taktwerk");
    const time = await app.seconds();
    await page.waitForFunction(
      (before) =>
        Number(document.querySelector<HTMLElement>("[data-testid=clock]")?.dataset["seconds"]) > before,
      time,
    );
    expect(await app.status()).toBe("running");
    // The findings follow the language.
    const english = await findings.first().textContent();
    await page.getByLabel("Language").selectOption("de");
    await page.waitForFunction(
      (before) => document.querySelector(".finding")?.textContent !== before,
      english,
    );
    expect(await message.textContent()).toMatch(/Zeile \d+/);
  });

  test("that is no JSON at all, binary or empty, is refused the same way", async () => {
    const { page } = app;
    for (const [name, content] of [
      ["notes.txt", "Dear all,"],
      ["picture.png", "\u0089PNG\r\n\u0000\u0001"],
      ["empty.json", ""],
      ["deep.json", "[".repeat(200_000)],
    ] as const) {
      await app.drop(name, content);
      await page.locator(".message", { hasText: name }).locator(".finding").first().waitFor();
    }
    expect(await app.status()).toBe("running");
    expect(await page.title()).toBe("Body shop – Taktwerk");
  });

  test("that is huge is refused before it is read", async () => {
    const { page } = app;
    await page.evaluate(() => {
      const file = new File(["{}"], "huge.plant.json");
      Object.defineProperty(file, "size", { value: 5e9 });
      const transfer = new DataTransfer();
      transfer.items.add(file);
      const event = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: transfer });
      Object.defineProperty(event.dataTransfer, "files", { value: [file] });
      document.body.dispatchEvent(event);
    });
    const message = page.locator('.message[data-key="message.tooLarge"]');
    await message.waitFor();
    expect(await message.textContent()).toContain("64");
    expect(await app.status()).toBe("running");
  });

  test("that is sound runs it, and it is there again after a reload", async () => {
    const { page } = app;
    await app.drop("endless.plant.json", endlessLine());
    await page.locator(".plant-name", { hasText: "Endless line" }).waitFor();
    await app.waitForStatus("running");
    await page.waitForFunction(() => localStorage.getItem("taktwerk.preferences")?.includes('"own":true'));
    await page.reload();
    await page.locator(".plant-name", { hasText: "Endless line" }).waitFor();
    await app.waitForStatus("running");
    expect(await page.title()).toBe("Endless line – Taktwerk");
  });

  test("through the button, and saving it again gives the same text", async () => {
    const { page } = app;
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Open file" }).click();
    await (
      await chooser
    ).setFiles({
      name: "endless.plant.json",
      mimeType: "application/json",
      buffer: Buffer.from(endlessLine()),
    });
    await page.locator(".plant-name", { hasText: "Endless line" }).waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save" }).click();
    const saved = await text(await (await download).createReadStream());
    expect(saved).toBe(endlessLine());
  });
});

describe("the appearance", () => {
  test("follows the language and theme that are chosen, and keeps them", async () => {
    const { page } = app;
    expect(await page.locator("html").getAttribute("data-theme")).toBe("light");
    await page.getByLabel("Appearance").selectOption("dark");
    await page.getByLabel("Language").selectOption("de");
    await page.getByRole("button", { name: "Datei öffnen" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("de");
    await page.reload();
    await page.getByRole("button", { name: "Datei öffnen" }).waitFor();
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
  });

  test("is German and dark at once where the browser asks for it", async () => {
    const german = await App.open(browser, host.url, { locale: "de-DE", colorScheme: "dark" });
    expect(await german.text("run-status")).toBe("Läuft");
    expect(await german.page.locator("html").getAttribute("data-theme")).toBe("dark");
    await german.close();
  });
});

describe("a simulation worker that dies", () => {
  test("of an exception is reported and replaced, and the plant runs on from its start", async () => {
    const { page } = app;
    const [worker] = page.workers();
    await worker
      ?.evaluate(
        () =>
          void setTimeout(() => {
            throw new Error("killed by the test");
          }, 0),
      )
      .catch(() => undefined);
    await page.locator('.message[data-key="message.workerDied"]').first().waitFor();
    const told = await page.locator('.message[data-key="message.workerDied"]').first().textContent();
    expect(told).toContain("killed by the test");
    expect(told).toContain("started over from the beginning");
    expect(await page.title()).toBe("Body shop – Taktwerk");
    await app.waitForStatus("running");
    await app.waitForTime((seconds) => seconds > 0);
  });

  test("without a word is noticed within seconds, and replaced", async () => {
    const { page } = app;
    const [worker] = page.workers();
    await worker?.evaluate(() => self.close()).catch(() => undefined);
    await page.locator('.message[data-key="message.workerDied"]').waitFor({ timeout: 20_000 });
    await app.waitForStatus("running");
    await app.waitForTime((seconds) => seconds > 0);
    expect(await page.title()).toBe("Body shop – Taktwerk");
  }, 60_000);
});
