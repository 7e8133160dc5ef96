import { type ReadonlySignal, Signal } from "@preact/signals-core";
import { useMemo } from "preact/hooks";
import { useValue } from "../use-value.ts";

/** The value of a signal that may not be there. */
export function useOptionalValue<T>(signal: ReadonlySignal<T> | undefined): T | undefined {
  const none = useMemo(() => new Signal<T | undefined>(undefined), []);
  return useValue<T | undefined>(signal ?? none);
}
