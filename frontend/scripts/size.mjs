/**
 * The room page runs on seven-year-old PCs behind thin lines: all script that it can load, compressed, stays
 * under LIMIT. Follows the manifest from the entry through every import, worker files included.
 */
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT = 250_000;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

function scripts(entry) {
  const files = new Set();
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) visit(next);
  };
  visit(entry);
  const workers = readdirSync(new URL("assets/", dist)).filter((name) => name.includes(".worker-"));
  for (const name of workers) files.add(`assets/${name}`);
  return [...files].filter((file) => file.endsWith(".js"));
}

let failed = false;
for (const page of ["room", "control", "stage"]) {
  const total = scripts(`src/${page}/main.tsx`)
    .map((file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length)
    .reduce((sum, bytes) => sum + bytes, 0);
  const over = page === "room" && total > LIMIT;
  failed ||= over;
  console.log(
    `${page.padEnd(8)} ${String(total).padStart(7)} bytes of script, gzip${over ? `  OVER THE LIMIT OF ${LIMIT}` : ""}`,
  );
}
process.exit(failed ? 1 : 0);
