import type { VNode } from "preact";
import { Icon } from "../icons.tsx";
import { useEdit } from "./edit-context.tsx";
import { type Slot, useEntry } from "./field-context.ts";

/** Takes a member or an entry away. */
export function RemoveButton({ slot }: { slot: Slot }): VNode {
  const { e } = useEdit();
  const entry = useEntry(slot.path);
  return (
    <button
      type="button"
      class="icon-button quiet small-icon"
      aria-label={e("removeMember", { name: slot.label })}
      title={e("removeMember", { name: slot.label })}
      onClick={() => entry.set(undefined)}
    >
      <Icon name="close" />
    </button>
  );
}
