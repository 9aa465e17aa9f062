/**
 * The built pages with canned views, for looking at them: `node dev/harness.mjs [port] [folder of the build]`, then open for example
 * /control?sites=212&state=live, /room?state=air, /stage?sites=212&state=safe. There is no engine behind it:
 * pictures stay captions; state=lost cuts the stream off after its first word.
 */

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import * as views from "./views.mjs";

const dist = process.argv[3] ? pathToFileURL(`${resolve(process.argv[3])}/`) : new URL("../dist/", import.meta.url);
const TYPES = { ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2" };
const STILL = readFileSync(new URL("still.jpg", import.meta.url));

function page(name, boot) {
  const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));
  const entry = manifest[`src/${name}/main.tsx`];
  const shared = new Set(
    Object.entries(manifest)
      .filter(([key]) => key.startsWith("_"))
      .map(([, { file }]) => file),
  );
  const chunks = [entry, ...(entry.imports ?? []).map((key) => manifest[key])];
  const css = [...new Set(chunks.flatMap((chunk) => chunk.css ?? []))].sort(
    (a, b) => Number(shared.has(b)) - Number(shared.has(a)),
  );
  const links = css.map((file) => `<link rel="stylesheet" href="/static/live/${file}">`).join("");
  return `<!doctype html><html lang="vi" data-theme="dark"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${name}</title><script type="application/json" id="boot">${JSON.stringify(boot)}</script>${links}<script type="module" src="/static/live/${entry.file}"></script></head><body><div id="app"></div></body></html>`;
}

const server = createServer((request, response) => {
  const url = new URL(request.url, "http://harness");
  const from = new URL(request.headers.referer ?? url, "http://harness").searchParams;
  const query = url.pathname.startsWith("/live/") ? from : url.searchParams;
  const [count, state] = [Number(query.get("sites") ?? 212), query.get("state") ?? "live"];
  const json = (status, body) =>
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
  const html = (body) =>
    response
      .writeHead(200, {
        "Content-Type": "text/html; charset=utf-8",
        "Referrer-Policy": "same-origin",
        "Content-Security-Policy": "default-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self' ws:",
      })
      .end(body);
  if (url.pathname === "/control")
    return html(
      page("control", {
        token: "t",
        hall: "5",
        account: { id: "1", name: "Lăng Quốc Toản" },
        commands: "/commands",
        csrf: "x",
      }),
    );
  if (url.pathname === "/stage") return html(page("stage", { token: "t", hall: "5" }));
  if (url.pathname === "/room") {
    const view = views.room(state);
    return html(
      page("room", {
        link: "abcdefghjkmn",
        title: view.hall.title,
        site: view.site,
      }),
    );
  }
  if (url.pathname.startsWith("/static/live/")) {
    const file = url.pathname.slice("/static/live/".length);
    return response
      .writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" })
      .end(readFileSync(new URL(file, dist)));
  }
  if (url.pathname.endsWith("/stream")) {
    const view = url.pathname.includes("room")
      ? views.room(state)
      : url.pathname.includes("stage")
        ? views.stage(count, state)
        : views.control(count, state);
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write(`retry: 5000\nid: dev:1\nevent: snapshot\ndata: ${JSON.stringify({ now: Date.now(), view })}\n\n`);
    if (state === "lost")
      setTimeout(() => {
        response.destroy();
        server.lost = true;
      }, 500);
    return undefined;
  }
  if (url.pathname.endsWith("/enter"))
    return state === "queue"
      ? json(202, { ahead: 37, retry_ms: 500 })
      : json(503, { code: "engine_down", message: "", hint: "" });
  if (url.pathname.includes("/still/")) return response.writeHead(200, { "Content-Type": "image/jpeg" }).end(STILL);
  if (url.pathname.endsWith("/pin"))
    return json(403, {
      code: "wrong_pin",
      message: "Mã PIN chưa đúng.",
      hint: "Xem lại 6 số rồi nhập lại, hoặc gọi kỹ thuật của hội nghị.",
      retry_after: 8,
    });
  if (url.pathname === "/commands")
    return json(409, {
      code: "not_here",
      message: "Thị trấn Nông Trường Thái Bình chưa có máy nào vào phòng họp; hình và tiếng giữ nguyên.",
      hint: "Gọi trực kỹ thuật 0900 000 168 rồi thử lại.",
    });
  if (url.pathname.endsWith("/heartbeat")) return json(200, { now: Date.now(), rev: 41, id: "dev:1" });
  return json(204, {});
});
server.listen(Number(process.argv[2] ?? 8790), "127.0.0.1", () =>
  console.log(`http://127.0.0.1:${server.address().port}/control?sites=212`),
);
