import { expose } from "comlink";
import { ReplicationSession } from "../src/experiment/replication-session.ts";
import type { ReplicationsContract } from "../src/protocol/replications.ts";
import { messageTurns } from "./message-turns.ts";

const session: ReplicationsContract = new ReplicationSession(messageTurns());
expose(session);
