import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where systems put a NATS server; `NATS_SERVER_PATH` names another one. */
const USUAL_PLACES = [
  "/usr/sbin/nats-server",
  "/usr/bin/nats-server",
  "/usr/local/bin/nats-server",
  "/opt/homebrew/bin/nats-server",
];

/** A NATS server's program on this machine; undefined where there is none. */
export function natsServerPath(): string | undefined {
  const named = process.env["NATS_SERVER_PATH"];
  if (named !== undefined) return existsSync(named) ? named : undefined;
  return USUAL_PLACES.find((path) => existsSync(path));
}

/** A NATS server, installed from the system's packages where there is none. @throws Error saying what to do */
export function ensureNatsServer(): string {
  const present = natsServerPath();
  if (present !== undefined) return present;
  const root = process.getuid?.() === 0;
  const [command, ...prefix] = root ? ["apt-get"] : ["sudo", "-n", "apt-get"];
  console.error("No NATS server found: installing the system's package nats-server …");
  const apt = (...args: string[]): boolean =>
    spawnSync(command, [...prefix, ...args], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    }).status === 0;
  if (apt("update", "-q") && apt("install", "-y", "-q", "--no-install-recommends", "nats-server")) {
    const installed = natsServerPath();
    if (installed !== undefined) return installed;
  }
  throw new Error(
    "The tests of the work queue need nats-server, and it could not be installed. Install it with the system's " +
      "package manager (Debian: apt-get install nats-server), or name its program in NATS_SERVER_PATH, then run again.",
  );
}

/** A server with JetStream for one test, on a port of its own. */
export interface NatsServer {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startNatsServer(...more: string[]): Promise<NatsServer> {
  const port = await freePort();
  const store = mkdtempSync(join(tmpdir(), "taktwerk-nats-"));
  const child = spawn(ensureNatsServer(), [
    "-a",
    "127.0.0.1",
    "-p",
    String(port),
    ...(more.length > 0 ? more : ["-js", "-sd", store]),
  ]);
  await saysReady(child);
  return {
    url: `nats://127.0.0.1:${port}`,
    stop: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await ended;
      rmSync(store, { recursive: true, force: true });
    },
  };
}

function saysReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = "";
    const read = (data: Buffer): void => {
      log += data.toString();
      if (log.includes("Server is ready")) resolve();
    };
    child.stderr?.on("data", read);
    child.stdout?.on("data", read);
    child.once("exit", () => reject(new Error(`nats-server ended: ${log}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
