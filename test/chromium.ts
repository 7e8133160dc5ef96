import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Where systems put a Chromium; `CHROMIUM_PATH` names another one. */
const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:/Program Files/Google/Chrome/Application/chrome.exe",
];

/** Flags for a browser without a screen, a graphics processor or the internet. */
export const CHROMIUM_FLAGS: readonly string[] = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--no-first-run",
];

/** 3D drawn by the processor. */
export const SOFTWARE_WEBGL: readonly string[] = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

/** A Chromium on this machine; undefined where there is none. */
export function chromiumPath(): string | undefined {
  const named = process.env["CHROMIUM_PATH"];
  if (named !== undefined) return existsSync(named) ? named : undefined;
  return USUAL_PLACES.find((path) => existsSync(path));
}

/** A Chromium, installed from the system's packages where there is none. @throws Error saying what to do */
export function ensureChromium(): string {
  const present = chromiumPath();
  if (present !== undefined) return present;
  const root = process.getuid?.() === 0;
  const [command, ...prefix] = root ? ["apt-get"] : ["sudo", "-n", "apt-get"];
  console.error("No Chromium found: installing the system's package chromium …");
  const apt = (...args: string[]): boolean =>
    spawnSync(command, [...prefix, ...args], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    }).status === 0;
  if (apt("update", "-q") && apt("install", "-y", "-q", "--no-install-recommends", "chromium")) {
    const installed = chromiumPath();
    if (installed !== undefined) return installed;
  }
  throw new Error(
    "The browser tests need Chromium or Chrome, and none could be installed. Install one with the system's " +
      "package manager (Debian: apt-get install chromium), or name its program in CHROMIUM_PATH, then run again.",
  );
}
