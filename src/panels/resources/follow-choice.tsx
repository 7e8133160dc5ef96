import type { VNode } from "preact";
import { useSession } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { useResourceWording } from "./resource-wording.ts";

/** Whether the camera goes along with what is selected and moves. */
export function FollowChoice(): VNode {
  const { selection } = useSession();
  const { r } = useResourceWording();
  const isOn = useValue(selection.followed);
  return (
    <label class="follow-choice">
      <input
        type="checkbox"
        checked={isOn}
        data-testid="follow"
        onChange={(event) => (selection.followed.value = event.currentTarget.checked)}
      />
      <span>{r("follow")}</span>
    </label>
  );
}
