import { expose } from "comlink";
import { LiveSession } from "../src/live/live-session.ts";
import type { LiveContract } from "../src/protocol/live.ts";

const session: LiveContract = new LiveSession();
expose(session);
