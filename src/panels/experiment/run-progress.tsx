import type { VNode } from "preact";
import { useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { useExperiment } from "./experiment-context.ts";

/** How far the experiment is and how long it will take. */
export function RunProgress(): VNode | null {
  const { x, control } = useExperiment();
  const { formats } = useWording();
  const running = useValue(control.running);
  if (running === undefined) return null;
  const { progress } = running;
  const words =
    progress === undefined
      ? [x("progress.loading")]
      : [
          ...(progress.pilot ? [x("progress.pilot")] : []),
          x("progress.done", { done: formats.count(progress.done), total: formats.count(progress.total) }),
          ...(progress.left === undefined
            ? []
            : [x("progress.left", { time: formats.duration(progress.left) })]),
        ];
  return (
    <div class="run-progress" data-testid="experiment-progress">
      <progress
        aria-label={x("progress.label")}
        {...(progress === undefined ? {} : { value: progress.done, max: progress.total })}
      />
      <span>{words.join(" · ")}</span>
    </div>
  );
}
