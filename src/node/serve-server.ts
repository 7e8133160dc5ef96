import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { err, ok, type Result } from "../base/result.ts";
import { MAX_PAYLOAD } from "../live/sparkplug/payload.ts";
import { LIVE_VERSION, type LiveService } from "../protocol/live.ts";
import { Broker } from "./broker.ts";
import { SECURITY_HEADERS, sendText, serveFile } from "./serve-static.ts";

export interface ServerOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** MQTT over TCP as well; 0 lets the system choose. */
  readonly mqttPort?: number;
  /** Folder with the built page. */
  readonly root: string;
  /** Text of the plant file that the page opens with. */
  readonly plantText: string;
  readonly plantId: string;
  readonly source: LiveService["source"];
  /** Plant seconds a second; Infinity is as fast as it goes. */
  readonly speed: number;
}

export interface RunningServer {
  readonly port: number;
  readonly mqttPort?: number;
  readonly broker: Broker;
  /** For programs of this machine: where the broker is reached. */
  readonly brokerUrl: string;
  close(): Promise<void>;
}

const LOOPBACK = new Set(["127.0.0.1", "localhost", "::1", "[::1]"]);

function hostname(host: string | undefined): string | undefined {
  return URL.parse(`http://${host ?? ""}`)?.hostname;
}

/**
 * A foreign page must not reach a server that listens for this machine only: neither under a name that its
 * owner points here (the Host header), nor by a WebSocket of its own (the Origin header).
 */
function isForeign(request: IncomingMessage, listensTo: string): boolean {
  const host = hostname(request.headers.host);
  if (LOOPBACK.has(listensTo) && (host === undefined || !LOOPBACK.has(host))) return true;
  const origin = request.headers.origin;
  if (request.headers.upgrade === undefined || origin === undefined) return false;
  return URL.parse(origin)?.host !== request.headers.host;
}

function sendJson(response: ServerResponse, text: string): void {
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": "no-store",
  });
  response.end(text);
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: ServerOptions,
  service: LiveService,
): void {
  if (isForeign(request, options.host)) {
    sendText(response, 403, "This server answers only under its own address.");
    return;
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    sendText(response, 405, "This server only hands out.");
    return;
  }
  const path = (request.url ?? "/").split(/[?#]/, 1)[0] ?? "/";
  if (path === "/api/live") sendJson(response, JSON.stringify(service));
  else if (path === "/api/plant") sendJson(response, options.plantText);
  else if (path.startsWith("/api/")) sendText(response, 404, "Not found.");
  else void serveFile(options.root, path, request, response);
}

function acceptWebSockets(server: Server, broker: Broker, listensTo: string): WebSocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_PAYLOAD * 2,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has("mqtt") ? "mqtt" : false),
  });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split("?", 1)[0] !== "/mqtt" || isForeign(request, listensTo)) {
      socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
      return;
    }
    socket.on("error", () => socket.destroy());
    sockets.handleUpgrade(request, socket, head, (client) => broker.handleWebSocket(client, request));
  });
  return sockets;
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

/** What the system's refusal to listen means, and what to do. */
function listenFinding(error: unknown, port: number, host: string, option: string): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is in use by another program. Stop that program, or choose another port with ${option} ${port + 1}.`;
    case "EACCES":
      return `This user may not listen on port ${port}. Choose one above 1023 with ${option} 8080.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${host} is no address of this machine. Use --host 127.0.0.1 for this machine only, or --host 0.0.0.0 for its network.`;
    default:
      return `Cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Starts page, broker and answers on one port. @returns why not, and what to do, if the port cannot be had */
export async function startServer(options: ServerOptions): Promise<Result<RunningServer, string>> {
  const broker = await Broker.start();
  const service: LiveService = {
    version: LIVE_VERSION,
    mqtt: "/mqtt",
    source: options.source,
    speed: Number.isFinite(options.speed) ? options.speed : 0,
    startedAt: Date.now(),
    plant: options.plantId,
  };
  const server = createServer((request, response) => answer(request, response, options, service));
  const sockets = acceptWebSockets(server, broker, options.host);
  const close = async (): Promise<void> => {
    await broker.close();
    for (const client of sockets.clients) client.terminate();
    server.closeAllConnections();
    if (server.listening) await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  let port: number;
  try {
    port = await listen(server, options.port, options.host);
  } catch (error) {
    await close();
    return err(listenFinding(error, options.port, options.host, "--port"));
  }
  const reachable = options.host === "0.0.0.0" || options.host === "::" ? "127.0.0.1" : options.host;
  const brokerUrl = `ws://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}/mqtt`;
  if (options.mqttPort === undefined) return ok({ port, broker, brokerUrl, close });
  try {
    const mqttPort = await broker.listenTcp(options.mqttPort, options.host);
    return ok({ port, mqttPort, broker, brokerUrl, close });
  } catch (error) {
    await close();
    return err(listenFinding(error, options.mqttPort, options.host, "--mqtt-port"));
  }
}
