import { expose } from "comlink";
import { ClearanceSession } from "../src/physics/clearance-session.ts";
import type { ClearanceContract } from "../src/protocol/clearance.ts";

const session: ClearanceContract = new ClearanceSession();
expose(session);
