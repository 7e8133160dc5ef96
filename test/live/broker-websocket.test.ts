import { once } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { WebSocketStream } from "../../src/node/broker-websocket.ts";

let sockets: WebSocketServer;
let page: WebSocket;
let stream: WebSocketStream;

beforeEach(async () => {
  sockets = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(sockets, "listening");
  const address = sockets.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  const accepted = once(sockets, "connection");
  page = new WebSocket(`ws://127.0.0.1:${address.port}`);
  const [socket] = await accepted;
  if (!(socket instanceof WebSocket)) throw new Error("no socket");
  stream = new WebSocketStream(socket);
  if (page.readyState !== WebSocket.OPEN) await once(page, "open");
});

afterEach(() => {
  page.terminate();
  stream.destroy();
  sockets.close();
});

/** Collects frames until so many bytes have come. */
async function frames(bytes: number): Promise<Buffer[]> {
  const collected: Buffer[] = [];
  let length = 0;
  while (length < bytes) {
    const [data] = await once(page, "message");
    if (!Buffer.isBuffer(data)) throw new Error("no bytes");
    collected.push(data);
    length += data.length;
  }
  return collected;
}

test("packets written within 5 ms go out as one frame, in order", async () => {
  const received = frames(300);
  for (let i = 0; i < 100; i++) stream.write(Buffer.from([i, i, i]));
  const collected = await received;
  expect(collected).toHaveLength(1);
  expect(collected[0]?.subarray(0, 6)).toEqual(Buffer.from([0, 0, 0, 1, 1, 1]));
});

test("a frame that has grown to 64 KiB does not wait", async () => {
  const received = frames(200 * 1024);
  for (let i = 0; i < 200; i++) stream.write(Buffer.alloc(1024, i));
  const collected = await received;
  expect(Math.max(...collected.map(({ length }) => length))).toBe(64 * 1024);
  expect(Buffer.concat(collected).at(-1)).toBe(199);
});

test("what the page sends is read, and its going ends the stream", async () => {
  page.send(Buffer.from("abc"));
  const [chunk] = await once(stream, "data");
  expect(String(chunk)).toBe("abc");
  const ended = once(stream, "close");
  page.close();
  await ended;
  expect(stream.destroyed).toBe(true);
});

test("what was written before the end still arrives", async () => {
  const received = frames(3);
  stream.end(Buffer.from("bye"));
  expect(String((await received)[0])).toBe("bye");
});
