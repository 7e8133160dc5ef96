import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { TraceControl } from "../../app/trace/trace-control.ts";
import { findingText } from "../../plant/finding-text.ts";
import { type State, STATES } from "../../plant/states.ts";
import type { Breakpoint } from "../../protocol/trace.ts";
import { Icon } from "../icons.tsx";
import { useSession, useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { useTraceWording } from "./trace-context.ts";

/** Runs to a time, or until a condition holds. */
function RunUntil({ control }: { control: TraceControl }): VNode {
  const { w } = useTraceWording();
  const { language } = useWording();
  const [typed, setTyped] = useState("");
  const fault = useValue(control.fault);
  const words = fault === undefined ? undefined : findingText(fault, language);
  return (
    <form
      class="trace-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== "") void control.runUntil(typed.trim());
      }}
    >
      <label>
        <span>{w("stops.until")}</span>
        <input
          type="text"
          value={typed}
          spellcheck={false}
          title={w("stops.until.hint")}
          placeholder='2h, content("…") > 3'
          aria-invalid={fault !== undefined}
          data-testid="until"
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <button type="submit" data-testid="until-go">
        {w("stops.until.go")}
      </button>
      {words !== undefined && (
        <p class="fault" role="alert" data-testid="until-fault">
          {words.message}. {words.remedy}.
        </p>
      )}
    </form>
  );
}

/** Stops at what happens at the selected element. */
function AtSelected({ control }: { control: TraceControl }): VNode {
  const { selection } = useSession();
  const { t } = useWording();
  const { w, name } = useTraceWording();
  const id = useValue(selection.id);
  const [state, setState] = useState<State | "">("");
  if (id === undefined) return <p class="muted">{w("stops.select")}</p>;
  const breakpoint: Breakpoint = state === "" ? { on: "element", id } : { on: "element", id, state };
  return (
    <div class="trace-form">
      <label>
        <span>{w("stops.at", { name: name(id) })}</span>
        <select
          value={state}
          data-testid="stop-state"
          onChange={(event) => setState(event.currentTarget.value as State | "")}
        >
          <option value="">{w("stops.event")}</option>
          {STATES.map((one) => (
            <option key={one} value={one}>
              {t(`state.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="button" data-testid="stop-add" onClick={() => void control.add(breakpoint)}>
        {w("stops.add")}
      </button>
      <button type="button" class="wide" data-testid="next-event" onClick={() => void control.nextOf(id)}>
        {w("stops.next", { name: name(id) })}
      </button>
    </div>
  );
}

/** Where the run shall stand still. */
export function StopsSection({ control }: { control: TraceControl }): VNode {
  const { t } = useWording();
  const { w, name } = useTraceWording();
  const breakpoints = useValue(control.breakpoints);
  const say = (breakpoint: Breakpoint): string => {
    switch (breakpoint.on) {
      case "element": {
        const what = breakpoint.state === undefined ? w("stops.event") : t(`state.${breakpoint.state}`);
        return `${name(breakpoint.id)}: ${what}`;
      }
      case "condition":
        return w("stops.condition", { what: breakpoint.expression });
      case "part":
        return w("stops.part", { what: breakpoint.part });
      case "product":
        return breakpoint.product;
      case "events":
        return String(breakpoint.count);
    }
  };
  return (
    <section>
      <h3>{w("stops.title")}</h3>
      <RunUntil control={control} />
      <AtSelected control={control} />
      {breakpoints.length === 0 ? (
        <p class="muted">{w("stops.none")}</p>
      ) : (
        <ul class="breakpoints" data-testid="breakpoints">
          {breakpoints.map((breakpoint, i) => (
            <li key={i}>
              <span>{say(breakpoint)}</span>
              <button
                type="button"
                class="icon-button quiet"
                aria-label={w("stops.remove", { what: say(breakpoint) })}
                onClick={() => void control.remove(breakpoint)}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
