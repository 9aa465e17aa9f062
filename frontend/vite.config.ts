import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const entry = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Type for printed papers (nhipcau/typeset/fonts.py): whole TTF files into dist/print. The pages' own WOFF2 files are
 * subsets, which a printer of papers cannot read.
 */
const typeForPapers = (): Plugin => ({
  name: "type-for-papers",
  generateBundle() {
    for (const cut of ["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"]) {
      const file = `Tinos_${cut}.ttf`;
      const source = readFileSync(entry(`node_modules/@expo-google-fonts/tinos/${cut}/${file}`));
      this.emitFile({ type: "asset", fileName: `print/${file}`, source });
    }
  },
});

/** Live pages are served by Django under /static/live/; `{% live_bundle %}` reads the manifest. */
export default defineConfig({
  base: "/static/live/",
  publicDir: false,
  plugins: [typeForPapers()],
  build: {
    target: "es2022",
    manifest: true,
    sourcemap: false,
    // Nothing is inlined: the pages' content security policy allows files of ours only.
    assetsInlineLimit: 0,
    // livekit-client alone is 560 kB; what counts is the compressed sum, see scripts/size.mjs.
    chunkSizeWarningLimit: 700,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: {
        room: entry("src/room/main.tsx"),
        control: entry("src/control/main.tsx"),
        stage: entry("src/stage/main.tsx"),
        fonts: entry("src/shared/ui/fonts.css"),
      },
    },
  },
  worker: { format: "es" },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
