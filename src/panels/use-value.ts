import type { ReadonlySignal } from "@preact/signals-core";
import { useLayoutEffect, useState } from "preact/hooks";

/** The value of a signal; the component renders again when it changes. */
export function useValue<T>(signal: ReadonlySignal<T>): T {
  const [, render] = useState<object>({});
  useLayoutEffect(() => {
    let known = signal.peek();
    return signal.subscribe((value) => {
      if (Object.is(value, known)) return;
      known = value;
      render({});
    });
  }, [signal]);
  return signal.peek();
}
