import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { serveCommand } from "../../src/node/serve-command.ts";
import { readServeOptions } from "../../src/node/serve-options.ts";
import { type RunningServer, startServer } from "../../src/node/serve-server.ts";
import { fileOf } from "../../src/node/serve-static.ts";
import { LiveListener } from "./live-listener.ts";
import { PLANT_TEXT, testPlant } from "./test-plant.ts";

vi.setConfig({ testTimeout: 20_000 });

interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

/** A request whose path goes out as it stands; `fetch` would tidy it. */
function ask(
  port: number,
  path: string,
  headers: Record<string, string> = {},
  method = "GET",
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path, headers, method }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => (body += String(chunk)));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    sent.on("error", reject);
    sent.end();
  });
}

describe("the page's server", () => {
  let server: RunningServer;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), "taktwerk-"));
    const root = join(folder, "dist");
    mkdirSync(join(root, "assets"), { recursive: true });
    writeFileSync(join(folder, "secret.txt"), "secret");
    writeFileSync(join(root, "index.html"), "<!doctype html><title>Taktwerk</title>");
    writeFileSync(join(root, "assets", "main-abc.js"), "export {};");
    writeFileSync(join(root, "assets", "engine.wasm"), "wasm");
    symlinkSync(join(folder, "secret.txt"), join(root, "link.txt"));
    const started = await startServer({
      host: "127.0.0.1",
      port: 0,
      root,
      plantText: PLANT_TEXT,
      plantId: "P",
      source: "external",
      speed: 0,
    });
    if (!started.ok) throw new Error(started.error);
    server = started.value;
  });

  afterAll(() => server.close());

  test("serves the page with a policy that allows workers and WebAssembly and nothing foreign", async () => {
    const page = await ask(server.port, "/");
    expect(page).toMatchObject({ status: 200, body: "<!doctype html><title>Taktwerk</title>" });
    expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(page.headers["cache-control"]).toBe("no-cache");
    const policy = String(page.headers["content-security-policy"]);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("worker-src 'self' blob:");
    expect(policy).toContain("'wasm-unsafe-eval'");
    expect(policy).not.toContain("'unsafe-eval'");
    expect(page.headers["x-content-type-options"]).toBe("nosniff");
  });

  test("files with a hash in their name are kept for ever, with their type", async () => {
    const script = await ask(server.port, "/assets/main-abc.js?v=1");
    expect(script.headers["content-type"]).toBe("text/javascript; charset=utf-8");
    expect(script.headers["cache-control"]).toContain("immutable");
    const wasm = await ask(server.port, "/assets/engine.wasm");
    expect(wasm.headers["content-type"]).toBe("application/wasm");
    const again = await ask(server.port, "/", {
      "if-none-match": String((await ask(server.port, "/")).headers["etag"]),
    });
    expect(again).toMatchObject({ status: 304, body: "" });
  });

  test.each([
    ["/../secret.txt", 400],
    ["/%2e%2e/secret.txt", 400],
    ["/assets/..%2f..%2fsecret.txt", 400],
    ["/..%5csecret.txt", 400],
    ["/%00", 400],
    ["/%E0%A4%A", 400],
    ["/link.txt", 404],
    ["/assets", 404],
    ["/nothing", 404],
    ["/api/nothing", 404],
  ])("%s gives nothing away: %i", async (path, status) => {
    const answer = await ask(server.port, path);
    expect(answer.status).toBe(status);
    expect(answer.body).not.toContain("secret\n");
    expect(answer.body).not.toBe("secret");
  });

  test("no path leaves the folder", () => {
    expect(fileOf("/srv/dist", "/../dist-other/x")).toBeUndefined();
    expect(fileOf("/srv/dist", "/a/../b.js")).toBe("/srv/dist/b.js");
    expect(fileOf("/srv/dist", "//etc/passwd")).toBe("/srv/dist/etc/passwd");
  });

  test("only hands out, and only under its own name", async () => {
    expect(await ask(server.port, "/", {}, "POST")).toMatchObject({ status: 405 });
    expect(await ask(server.port, "/", {}, "HEAD")).toMatchObject({ status: 200, body: "" });
    expect(await ask(server.port, "/api/plant", { host: "evil.example" })).toMatchObject({ status: 403 });
    expect(await ask(server.port, "/", { host: `localhost:${server.port}` })).toMatchObject({ status: 200 });
  });

  test("tells the page of the plant and its live data", async () => {
    expect((await ask(server.port, "/api/plant")).body).toBe(PLANT_TEXT);
    const live = JSON.parse((await ask(server.port, "/api/live")).body) as unknown;
    expect(live).toMatchObject({ version: 1, mqtt: "/mqtt", source: "external", speed: 0, plant: "P" });
  });
});

describe("taktwerk serve", () => {
  /** Runs the command until its first word on standard output, or its end. */
  function run(args: string[]): {
    out: string[];
    err: string[];
    status: Promise<number>;
    ready: Promise<RunningServer>;
    interrupt: () => void;
  } {
    const out: string[] = [];
    const err: string[] = [];
    const controller = new AbortController();
    const { promise: ready, resolve } = Promise.withResolvers<RunningServer>();
    const status = serveCommand(args, {
      out: (text) => out.push(text),
      err: (text) => err.push(text),
      signal: controller.signal,
      onReady: resolve,
    });
    return { out, err, status, ready, interrupt: () => controller.abort() };
  }

  function plantFile(text: string): string {
    const path = join(mkdtempSync(join(tmpdir(), "taktwerk-")), "p.plant.json");
    writeFileSync(path, text);
    return path;
  }

  test("serves a plant with its emulator, prints the address in one line, and ends cleanly", async () => {
    const command = run([
      plantFile(PLANT_TEXT),
      "--port",
      "0",
      "--mqtt-port",
      "0",
      "--emulator-speed",
      "10",
      "--reveal",
    ]);
    const server = await command.ready;
    expect(command.out).toHaveLength(1);
    expect(command.out[0]).toContain(`http://127.0.0.1:${server.port}/`);
    expect(command.err.join("\n")).toMatch(/Emulated plant: (saw|lathe) takes 6 % longer/);
    const listener = new LiveListener({ url: `mqtt://127.0.0.1:${server.mqttPort}`, plant: testPlant() });
    await listener.until("all elements heard", ({ statistics }) => statistics.elementsHeard === 5);
    command.interrupt();
    expect(await command.status).toBe(0);
    await listener.until("offline", ({ status }) => status !== "online");
    listener.session.close();
  });

  test("does not reveal how the emulated plant differs unless it is asked", async () => {
    const command = run([plantFile(PLANT_TEXT), "--port", "0"]);
    await command.ready;
    command.interrupt();
    expect(await command.status).toBe(0);
    expect([...command.out, ...command.err].join("\n")).not.toContain("longer");
  });

  test("a port that is taken is told, with what to do", async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
    const address = blocker.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const command = run([plantFile(PLANT_TEXT), "--port", String(port)]);
    expect(await command.status).toBe(1);
    expect(command.err.at(-1)).toBe(
      `Port ${port} is in use by another program. Stop that program, or choose another port with --port ${port + 1}.`,
    );
    const both = run([plantFile(PLANT_TEXT), "--port", "0", "--mqtt-port", String(port)]);
    expect(await both.status).toBe(1);
    expect(both.err.at(-1)).toContain("--mqtt-port");
    blocker.close();
  });

  test("a plant that cannot be run is told with all its findings", async () => {
    const missing = run(["/no/such.plant.json"]);
    expect(await missing.status).toBe(1);
    expect(missing.err[0]).toContain("Cannot read /no/such.plant.json");
    const corrupt = run([plantFile('{"format":"taktwerk-plant"')]);
    expect(await corrupt.status).toBe(1);
    expect(corrupt.err.length).toBeGreaterThan(1);
  });

  test.each([
    [["--port", "x"], "--port must be a whole number from 0 to 65535"],
    [["--port", "70000"], "--port must be"],
    [["--emulator-speed", "0"], "--emulator-speed must be"],
    [["--replay", "f", "--replay-pause", "soon"], "--replay-pause must be a duration"],
    [["--nonsense"], "--nonsense"],
    [["a", "b"], "one plant at most"],
  ])("%j is wrong usage", async (args, message) => {
    const command = run(args);
    expect(await command.status).toBe(2);
    expect(command.err.join("\n")).toContain(message);
  });

  test("the command ends with status 0 at Ctrl-C, and promptly", async () => {
    const command = join(import.meta.dirname, "../../src/node/taktwerk.ts");
    const child = spawn(process.execPath, [command, "serve", plantFile(PLANT_TEXT), "--port", "0"]);
    const [line] = await once(child.stdout, "data");
    expect(String(line)).toMatch(/^Taktwerk serves Test plant at http:\/\/127\.0\.0\.1:\d+\/ .*\n$/);
    const began = performance.now();
    child.kill("SIGINT");
    const [status] = await once(child, "exit");
    expect(status).toBe(0);
    expect(performance.now() - began).toBeLessThan(5000);
  });

  test("a recording takes the emulator's place", () => {
    const options = readServeOptions(["--replay", "f.ndjson", "--replay-speed", "max"]);
    expect(options).toMatchObject({
      ok: true,
      value: {
        emulator: undefined,
        replay: { path: "f.ndjson", speed: Number.POSITIVE_INFINITY, longestPause: 5 },
      },
    });
  });
});
