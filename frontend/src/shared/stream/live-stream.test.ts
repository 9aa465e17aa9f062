import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { settle, TestClock, until } from "../test-clock";
import { FIRST_WORD_MS, LiveStream, SILENCE_MS } from "./live-stream";

type View = { n: number; hand?: string };

let server: Server;
let url: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let requests: IncomingMessage[];
let stream: LiveStream<View>;
let clock: TestClock;

beforeEach(async () => {
  requests = [];
  server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/live/room/stream`;
  clock = new TestClock();
  stream = new LiveStream<View>({ url, token: () => "secret", clock, random: () => 0.5, locks: undefined });
});

afterEach(() => {
  stream.close();
  server.closeAllConnections();
  server.close();
});

const open = (response: ServerResponse) => response.writeHead(200, { "Content-Type": "text/event-stream" });
const say = (response: ServerResponse, id: string, event: string, data: object) =>
  response.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

test("snapshot and patches become the view; the token travels in the header only", async () => {
  let line: ServerResponse | undefined;
  answer = (_request, response) => {
    line = open(response);
    say(response, "boot:1", "snapshot", { now: clock.now(), view: { n: 1, hand: "up" } });
  };
  stream.start();
  await until(() => stream.view.value?.n === 1);
  say(line as ServerResponse, "boot:2", "patch", { now: clock.now(), patch: { n: 2, hand: null } });
  await until(() => stream.view.value?.n === 2);
  expect(stream.view.value).toEqual({ n: 2 });
  expect(stream.status.value).toBe("streaming");
  expect(requests[0]?.headers.authorization).toBe("Bearer secret");
  expect(requests[0]?.url).toBe("/live/room/stream");
});

test("a lost line is taken up again where it was, after a random wait", async () => {
  answer = (request, response) => {
    open(response);
    if (request.headers["last-event-id"] === "boot:1") {
      say(response, "boot:2", "patch", { now: clock.now(), patch: { n: 2 } });
      return;
    }
    response.write("retry: 4000\n");
    say(response, "boot:1", "snapshot", { now: clock.now(), view: { n: 1 } });
    setImmediate(() => response.destroy());
  };
  stream.start();
  await until(() => stream.status.value === "lost");
  expect(stream.lostAt.value).toBe(clock.now());
  await clock.pass(1_900);
  expect(requests).toHaveLength(1);
  await clock.pass(200);
  await until(() => stream.view.value?.n === 2);
  expect(stream.status.value).toBe("streaming");
  expect(stream.lostAt.value).toBeUndefined();
});

test("a server that stays away is asked again for ever", async () => {
  let paused = 0;
  const patient = new TestClock();
  const counting = {
    now: () => patient.now(),
    after: (ms: number, callback: () => void) => {
      if (ms !== FIRST_WORD_MS) paused += 1; // a wait between two tries, not the watch over one
      return patient.after(ms, callback);
    },
  };
  stream = new LiveStream<View>({ url, token: () => "secret", clock: counting, random: () => 0.9, locks: undefined });
  answer = (_request, response) => response.writeHead(503).end("{}");
  stream.start();
  for (let tries = 1; tries <= 20; tries += 1) {
    await until(() => paused === tries);
    expect(stream.status.value).toBe("lost");
    await patient.pass(10_000);
  }
  answer = (_request, response) => {
    open(response);
    say(response, "b:1", "snapshot", { now: patient.now(), view: { n: 7 } });
  };
  await until(() => paused === 21);
  await patient.pass(10_000);
  await until(() => stream.view.value?.n === 7);
});

test("where nothing arrives within six seconds of opening, the same address is polled", async () => {
  answer = (request, response) => {
    if (request.url?.includes("poll=1")) {
      const since = new URL(request.url, url).searchParams.get("since");
      const word = since
        ? { id: "b:9", now: clock.now(), patch: { n: 9 } }
        : { id: "b:8", now: clock.now(), view: { n: 8 } };
      response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(word));
    } else open(response).flushHeaders();
  };
  stream.start();
  await until(() => requests.length === 1);
  await settle();
  await clock.pass(FIRST_WORD_MS);
  await until(() => stream.view.value?.n === 8);
  expect(stream.status.value).toBe("polling");
  await clock.pass(1_000);
  await until(() => stream.view.value?.n === 9);
});

test("a stream that falls silent is dropped and opened anew", async () => {
  answer = (_request, response) => {
    open(response);
    say(response, "b:1", "snapshot", { now: clock.now(), view: { n: requests.length } });
  };
  stream.start();
  await until(() => stream.view.value?.n === 1);
  await clock.pass(SILENCE_MS);
  await until(() => stream.status.value === "lost");
  await clock.pass(5_000);
  await until(() => stream.view.value?.n === 2);
});

test("when the heartbeat runs ahead of the stream, polling takes over", async () => {
  answer = (request, response) => {
    if (request.url?.includes("poll=1")) {
      response.writeHead(200).end(JSON.stringify({ id: "b:5", now: clock.now(), patch: { n: 5 } }));
      return;
    }
    open(response);
    say(response, "b:1", "snapshot", { now: clock.now(), view: { n: 1 } });
  };
  stream.start();
  await until(() => stream.status.value === "streaming");
  stream.heldBack();
  await until(() => stream.view.value?.n === 5);
  expect(stream.status.value).toBe("polling");
});

test("a refused pass ends the stream and says why", async () => {
  answer = (_request, response) =>
    response
      .writeHead(403, { "Content-Type": "application/json" })
      .end('{"code":"removed","message":"Máy này đã được mời ra."}');
  stream.start();
  await until(() => stream.status.value === "refused");
  expect(stream.refusal.value?.code).toBe("removed");
  await clock.pass(60_000);
  expect(requests).toHaveLength(1);
});

test("the clock follows the server's, by the word that travelled least", async () => {
  let line: ServerResponse | undefined;
  answer = (_request, response) => {
    line = open(response);
    say(response, "b:1", "snapshot", { now: clock.now() + 90_000, view: { n: 1 } });
  };
  stream.start();
  await until(() => stream.view.value?.n === 1);
  say(line as ServerResponse, "b:2", "patch", { now: clock.now() + 88_000, patch: { n: 2 } });
  await until(() => stream.view.value?.n === 2);
  expect(stream.now()).toBe(clock.now() + 90_000);
});

test("from the fifth page of a browser on, a page polls", async () => {
  const taken = new Set(["nhipcau-stream-0", "nhipcau-stream-1", "nhipcau-stream-2", "nhipcau-stream-3"]);
  const locks = {
    request: async (name: string, _options: unknown, callback: (lock: object | null) => unknown) =>
      callback(taken.has(name) ? null : { name }),
  } as unknown as LockManager;
  answer = (_request, response) =>
    response.writeHead(200).end(JSON.stringify({ id: "b:1", now: clock.now(), view: { n: 1 } }));
  stream = new LiveStream<View>({ url, token: () => "secret", clock, locks });
  stream.start();
  await until(() => stream.status.value === "polling");
  expect(requests.every((request) => request.url?.includes("poll=1"))).toBe(true);
});
