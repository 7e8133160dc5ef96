import { expose } from "comlink";
import type { TraceContract } from "../src/protocol/trace.ts";
import { TraceSession } from "../src/sim/trace/trace-session.ts";
import { messageTurns } from "./message-turns.ts";

const session: TraceContract = new TraceSession(messageTurns());
expose(session);
