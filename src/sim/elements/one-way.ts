import type { Routing } from "../../plant/elements/common.ts";
import type { Link, Port } from "../kernel/ports.ts";
import { queueSharing, type RouterState } from "./router.ts";

/*
 * Plain elements: models of the commonest stations, buffers and sources, written out for the case that their parts have
 * one way to go. They behave as the ordinary ones do and save the same state. While nobody looks they pass parts
 * among themselves by their rows (plain-rows.ts), without asking what only others could answer.
 */

/** Whether an element may be plain: one connection out of it, taken by all of its parts. */
export function isOneWay(routing: Routing | undefined, port: Port): boolean {
  return port.links.length === 1 && queueSharing(routing) !== "perLink";
}

/** Fields of the plant file that every plain element may have. */
export const COMMON_FIELDS: readonly string[] =
  "kind id name parent placement tags provenance notes appearance cost routing".split(" ");

/** Whether nothing is stated beside these fields. */
export function hasOnly(stated: object, fields: readonly string[]): boolean {
  return Object.entries(stated).every(([name, value]) => value === undefined || fields.includes(name));
}

/** State of the router that a plain element does without. */
export const NO_CHOICE: RouterState = { turn: 0, skip: 0, stream: [] };

/** Whether a part goes through the link as soon as there is room and nobody waits. Ask when all elements are built. */
export function isFree({ to, crossing }: Link): boolean {
  return crossing === undefined && !to.choosy && !to.gathers && !to.countsWaiting;
}
