import { expect, test } from "vitest";
import { STATE_SYMBOLS } from "../../src/editor/state-symbols.ts";
import { STATE_SYMBOLS as IN_THE_STAGE } from "../../src/view/state-symbols.ts";

test("a state has the same symbol in the panels and in the 3D view", () => {
  expect(STATE_SYMBOLS).toEqual(IN_THE_STAGE);
});
