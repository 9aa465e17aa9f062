import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { TestClock, until } from "../shared/test-clock";
import { Commands } from "./commands";

/** What a browser's sessionStorage does, kept over "reloads" of the page. */
class Store implements Storage {
  readonly #items = new Map<string, string>();
  get length() {
    return this.#items.size;
  }
  clear = () => this.#items.clear();
  getItem = (key: string) => this.#items.get(key) ?? null;
  key = (index: number) => [...this.#items.keys()][index] ?? null;
  removeItem = (key: string) => void this.#items.delete(key);
  setItem = (key: string, value: string) => void this.#items.set(key, value);
}

let server: Server;
let url: string;
let received: { verb: string; key: string }[];
let reply: (count: number) => { status: number; body: object } | "drop" | "hang";
let storage: Store;
let clock: TestClock;
let keys: number;

const nextKey = () => {
  keys += 1;
  return `key-${keys}`;
};
const page = () => new Commands({ url, csrf: "c", storage, clock, key: nextKey });

beforeEach(async () => {
  received = [];
  keys = 0;
  storage = new Store();
  clock = new TestClock();
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      received.push(JSON.parse(body) as { verb: string; key: string });
      const answer = reply(received.length);
      if (answer === "drop") response.destroy();
      else if (answer !== "hang")
        response.writeHead(answer.status, { "Content-Type": "application/json" }).end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/commands`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test("a command is pending from the press until it is confirmed", async () => {
  reply = () => ({ status: 200, body: { seq: 9, rev: 5 } });
  const commands = page();
  commands.give("cut", "CHUYỂN", "cut", { rev: 5 });
  expect(commands.pending.value.has("cut")).toBe(true);
  await until(() => commands.outcome.value.kind === "done");
  expect(commands.pending.value.size).toBe(0);
  expect(storage.length).toBe(0);
});

test("a lost answer is asked for again under the same key", async () => {
  reply = (count) => (count < 3 ? "drop" : { status: 200, body: {} });
  const commands = page();
  commands.give("cut", "CHUYỂN", "cut", { rev: 5 });
  await until(() => received.length === 1 && clock.waiting > 0);
  while (commands.outcome.value.kind === "sending") await clock.pass(300);
  expect(new Set(received.map(({ key }) => key))).toEqual(new Set(["key-1"]));
  expect(commands.outcome.value.kind).toBe("done");
});

test("an impatient second press is the same press", async () => {
  reply = () => "hang";
  const commands = page();
  commands.give("cut", "CHUYỂN", "cut", { rev: 5 });
  commands.give("cut", "CHUYỂN", "cut", { rev: 5 });
  await until(() => received.length === 1);
  expect(keys).toBe(1);
});

test("a refusal is shown with its words and is not tried again", async () => {
  reply = () => ({ status: 409, body: { code: "stale_next", message: "Hình kế tiếp vừa đổi.", hint: "Bấm lần nữa." } });
  const commands = page();
  commands.give("cut", "CHUYỂN", "cut", { rev: 5 });
  await until(() => commands.outcome.value.kind === "refused");
  expect(commands.outcome.value).toMatchObject({
    refusal: { code: "stale_next", message: "Hình kế tiếp vừa đổi.", hint: "Bấm lần nữa." },
  });
  expect(received).toHaveLength(1);
});

test("a reload in the middle of a cut sends it again under its old key", async () => {
  reply = (count) => (count === 1 ? "hang" : { status: 200, body: {} });
  page().give("cut", "CHUYỂN", "cut", { rev: 5 });
  await until(() => received.length === 1);
  const reloaded = page();
  reloaded.resume();
  await until(() => reloaded.outcome.value.kind === "done");
  expect(received.map(({ key }) => key)).toEqual(["key-1", "key-1"]);
});

test("a command older than ten seconds is not sent by a reload", async () => {
  reply = () => "hang";
  page().give("cut", "CHUYỂN", "cut", { rev: 5 });
  await until(() => received.length === 1);
  await clock.pass(0);
  const late = new Commands({
    url,
    csrf: "c",
    storage,
    clock: { now: () => clock.now() + 11_000, after: () => () => {} },
  });
  late.resume();
  expect(late.pending.value.size).toBe(0);
});
