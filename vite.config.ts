import { defineConfig, type Plugin } from "vite";
import { docsFiles } from "./src/node/docs/html-pages.ts";

/** The pages about elements, as files of their own that nothing loads before they are opened. */
const elementPages: Plugin = {
  name: "element-pages",
  apply: "build",
  generateBundle() {
    for (const { name, source } of docsFiles())
      this.emitFile({ type: "asset", fileName: `docs/${name}`, source });
  },
};

export default defineConfig({
  // Relative addresses: the page works under any path of any host.
  base: "./",
  plugins: [elementPages],
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
