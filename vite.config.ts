import { defineConfig } from "vite";

export default defineConfig({
  // Relative addresses: the page works under any path of any host.
  base: "./",
  worker: { format: "es" },
  build: {
    target: "es2024",
    // A plant file stays a file of its own, however small: it is fetched, saved and looked at as one.
    assetsInlineLimit: 0,
    sourcemap: true,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
