import { type ReadonlySignal, Signal } from "@preact/signals-core";
import type { BareFinding } from "../plant/finding.ts";
import type { Text } from "./i18n/text.ts";

/** Older messages give way. */
const MOST_MESSAGES = 50;

export interface Message {
  readonly id: number;
  readonly severity: "error" | "warning" | "info";
  readonly text: Text;
  readonly findings: readonly BareFinding[];
}

/** What the user is told, newest first. */
export class MessageLog {
  readonly #messages = new Signal<readonly Message[]>([]);
  #next = 1;

  get messages(): ReadonlySignal<readonly Message[]> {
    return this.#messages;
  }

  /** @returns the message's id, to dismiss it by */
  add(severity: Message["severity"], text: Text, findings: readonly BareFinding[] = []): number {
    const message: Message = { id: this.#next++, severity, text, findings };
    // A note says how things stand now: the former one is of no use any more.
    const others = this.#messages
      .peek()
      .filter((former) => severity !== "info" || former.severity !== "info");
    this.#messages.value = [message, ...others].slice(0, MOST_MESSAGES);
    return message.id;
  }

  dismiss(id: number): void {
    this.#messages.value = this.#messages.peek().filter((message) => message.id !== id);
  }

  dismissAll(): void {
    this.#messages.value = [];
  }
}
