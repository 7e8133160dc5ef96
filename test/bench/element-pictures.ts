import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { ELEMENT_PAGES, elementPageNames, INDEX } from "../../src/node/docs/element-pages.ts";
import { App, launchBrowser, serveStatically } from "../app/open-app.ts";
import { palettePng } from "./palette-png.ts";

/** Of a picture, in pixels. */
const SIZE = { width: 960, height: 540 };
/** Of the page; its stage is cut and made smaller to the size of a picture. */
const VIEWPORT = { width: 1000, height: 720 };
/** Simulated time at which the run stands still, s: no longer than the warm-up of most, or a picture takes a minute. */
const START = 900;

const PREFERENCES = { theme: "light", language: "en", hidden: ["left", "right", "bottom"] };

const QUIET =
  ".stage-notes, .stage-tools, .legend { visibility: hidden } canvas { outline: none !important; box-shadow: none !important }";

/** Takes pictures of the built page for the pages about elements: `npm run docs:pictures -- NAME …`, all without names. */
async function takePictures(wanted: readonly string[]): Promise<void> {
  const names = elementPageNames().filter((name) => name !== INDEX);
  const { url, server } = await serveStatically();
  const browser = await launchBrowser({ webgl: true });
  const localStorage = [{ name: "taktwerk.preferences", value: JSON.stringify(PREFERENCES) }];
  const app = await App.open(browser, `${url}?scene=hello-line`, {
    viewport: VIEWPORT,
    colorScheme: "light",
    reducedMotion: "reduce",
    storageState: { cookies: [], origins: [{ origin: new URL(url).origin, localStorage }] },
  });
  app.page.setDefaultTimeout(120_000);
  await shapeStage(app.page);
  for (const name of wanted.length === 0 ? names : wanted) await takePicture(app, name);
  await browser.close();
  server.close();
}

/** Gives the stage the picture's shape, so that nothing is cut off at its sides. */
async function shapeStage(page: Page): Promise<void> {
  for (let i = 0; i < 4; i++) {
    const stage = await page.locator(".stage-host").boundingBox();
    if (stage === null) throw new Error("the page has no stage");
    const missing = Math.round((stage.width * SIZE.height) / SIZE.width - stage.height);
    if (missing === 0) return;
    const { width, height } = page.viewportSize() ?? VIEWPORT;
    await page.setViewportSize({ width, height: height + missing });
  }
}

async function takePicture(app: App, name: string): Promise<void> {
  const { page } = app;
  const plant = JSON.parse(readFileSync(join(ELEMENT_PAGES, `${name}.plant.json`), "utf8")) as {
    readonly name: string;
    readonly run: { readonly horizon: number };
  };
  const run = { ...plant.run, warmup: Math.min(START, plant.run.horizon / 2) };
  await app.drop(`${name}.plant.json`, JSON.stringify({ ...plant, run }));
  await page.getByRole("heading", { name: plant.name }).waitFor({ state: "attached" });
  await page.waitForFunction(
    (seconds) =>
      Number(document.querySelector<HTMLElement>("[data-testid=clock]")?.dataset["seconds"]) >= seconds,
    run.warmup,
  );
  await page.locator("body").press("Space");
  await app.waitForStatus("paused");
  await page.locator("body").press("Home");
  await page.evaluate(() => document.querySelector<HTMLElement>(".stage-host canvas")?.focus());
  // A margin for labels, and for what stands out beyond its own place.
  await page.keyboard.press("-");
  writeFileSync(join(ELEMENT_PAGES, `${name}.png`), await palettePng(page, await stillPicture(page), SIZE));
}

/** The stage when two pictures of it are alike: the camera has come to rest, and everything is drawn. */
async function stillPicture(page: Page): Promise<Buffer> {
  const clip = await page.locator(".stage-host").boundingBox();
  if (clip === null) throw new Error("the page has no stage");
  const take = (): Promise<Buffer> => page.screenshot({ clip, style: QUIET });
  let before = await take();
  for (let i = 0; i < 10; i++) {
    const now = await take();
    if (now.equals(before)) break;
    before = now;
  }
  return before;
}

if (import.meta.main) await takePictures(process.argv.slice(2));
