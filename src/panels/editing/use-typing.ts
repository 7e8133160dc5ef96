import type { TargetedEvent, TargetedKeyboardEvent } from "preact";
import { useState } from "preact/hooks";

type Typed = HTMLInputElement | HTMLTextAreaElement;

interface Typing {
  readonly value: string;
  readonly "data-shown": string;
  readonly onInput: (event: TargetedEvent<Typed>) => void;
  readonly onChange: (event: TargetedEvent<Typed>) => void;
  readonly onKeyDown: (event: TargetedKeyboardEvent<Typed>) => void;
}

/** What makes a control keep what is being typed, whatever is drawn anew meanwhile, and hand it over on Enter or leaving. */
export function useTyping(shown: string, take: (typed: string) => void): Typing {
  const [typed, setTyped] = useState<string>();
  const hand = (text: string): void => {
    setTyped(undefined);
    if (text !== shown) take(text);
  };
  return {
    value: typed ?? shown,
    "data-shown": shown,
    onInput: (event) => setTyped(event.currentTarget.value),
    onChange: (event) => hand(event.currentTarget.value),
    onKeyDown: (event) => {
      // Esc takes back what is being typed, before it means anything else.
      if (event.key === "Escape" && typed !== undefined) {
        event.stopPropagation();
        setTyped(undefined);
      }
      if (event.key === "Enter" && !(event.currentTarget instanceof HTMLTextAreaElement))
        hand(event.currentTarget.value);
    },
  };
}
