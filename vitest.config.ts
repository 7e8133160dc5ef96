import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { CHROMIUM_FLAGS, chromiumPath, SOFTWARE_WEBGL } from "./test/chromium.ts";

const executablePath = chromiumPath();

export default defineConfig({
  test: {
    // Two cores: browsers and long simulations beside each other make each other time out.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "node",
          include: ["test/**/*.test.ts"],
          exclude: ["test/app/**", "test/browser/**"],
          environment: "node",
          testTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: "./vite.config.ts",
        test: {
          name: "browser",
          include: ["test/browser/**/*.browser.test.ts"],
          testTimeout: 60_000,
          sequence: { groupOrder: 2 },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                args: [...CHROMIUM_FLAGS, ...SOFTWARE_WEBGL],
                ...(executablePath === undefined ? {} : { executablePath }),
              },
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
      {
        test: {
          name: "app",
          include: ["test/app/**/*.test.ts"],
          environment: "node",
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
