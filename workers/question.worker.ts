import { expose } from "comlink";
import { QuestionSession } from "../src/experiment/questions/question-session.ts";
import type { QuestionContract } from "../src/protocol/questions.ts";
import { messageTurns } from "./message-turns.ts";
import { replicationPool } from "./replication-pool.ts";

const soon = messageTurns();

const session: QuestionContract = new QuestionSession({
  executor: replicationPool,
  now: () => performance.now(),
  abort: () => new AbortController(),
  turn: () => new Promise((resolve) => soon(resolve)),
});

expose(session);
