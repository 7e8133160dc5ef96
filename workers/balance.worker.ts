import { expose } from "comlink";
import { BalanceSession } from "../src/balance/balance-session.ts";
import type { BalanceContract } from "../src/protocol/balance.ts";
import { messageTurns } from "./message-turns.ts";

const session: BalanceContract = new BalanceSession({
  now: () => performance.now() / 1000,
  soon: messageTurns(),
});
expose(session);
