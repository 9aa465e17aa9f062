import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const entry = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Live pages are served by Django under /static/live/; `{% live_bundle %}` reads the manifest. */
export default defineConfig({
  base: "/static/live/",
  publicDir: false,
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
