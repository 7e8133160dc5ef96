import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { TraceControl } from "../../app/trace/trace-control.ts";
import type { PartLife } from "../../protocol/trace.ts";
import { useSession, useWording } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { useTraceWording } from "./trace-context.ts";

/** Stay by stay: where the part was, for how long, by whom, and what it waited for. */
export function Stays({ life }: { life: PartLife }): VNode {
  const { selection } = useSession();
  const { formats } = useWording();
  const { w, name, root } = useTraceWording();
  const end =
    life.end === undefined
      ? w("life.end.inside")
      : life.end === "finished" || life.end === "lost" || life.end === "scrap"
        ? w(`life.end.${life.end}`)
        : w("life.end.other", { how: life.end.replace("builtInto ", "→ ") });
  return (
    <>
      <p data-testid="life-sum">
        {w("life.sum", {
          from: formats.clock(life.from),
          to: formats.clock(life.to),
          end,
          work: formats.duration(life.valueAdded),
          share: formats.percent(life.valueAddedShare),
        })}
      </p>
      <ol class="stays" data-testid="stays">
        {life.stays.map(({ kind, element, from, to, by, causes = [] }, i) => (
          <li key={i} data-kind={kind}>
            <button type="button" class="link-button" onClick={() => selection.select(element)}>
              {name(element)}
            </button>
            <span>
              {w(`stay.${kind}`)}
              {by !== undefined && ` ${w("life.by", { by })}`}
            </span>
            <span class="stay-time" title={`${formats.clock(from)} – ${formats.clock(to)}`}>
              {formats.duration(to - from)}
            </span>
            {causes.length > 0 && (
              <span class="muted stay-causes">
                {causes.map((cause) => `${root(cause.root)} ${formats.duration(cause.seconds)}`).join("; ")}
              </span>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

/** The life of one part, of which the run is repeated. */
export function LifeSection({ control }: { control: TraceControl }): VNode {
  const { w } = useTraceWording();
  const asked = useValue(control.part);
  const life = useValue(control.life);
  const busy = useValue(control.busy);
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const part = (typed ?? asked).trim();
  return (
    <section>
      <h3>{w("life.title")}</h3>
      <form
        class="trace-form"
        onSubmit={(event) => {
          event.preventDefault();
          setTyped(undefined);
          void control.showLife(part);
        }}
      >
        <label>
          <span>{w("life.part")}</span>
          <input
            type="text"
            value={typed ?? asked}
            spellcheck={false}
            title={w("life.hint")}
            placeholder="raw#12"
            data-testid="life-part"
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <button type="submit" disabled={busy !== undefined || part === ""} data-testid="life-show">
          {w("life.show")}
        </button>
        <button
          type="button"
          class="wide"
          disabled={part === ""}
          onClick={() => void control.add({ on: "part", part })}
        >
          {w("life.stop")}
        </button>
      </form>
      {busy === "life" && <p role="status">{w("busy")}</p>}
      {life !== undefined &&
        (life.ok ? (
          <Stays life={life.value} />
        ) : (
          <p class="fault">{w(life.reason === "noPart" ? "life.noPart" : life.reason)}</p>
        ))}
    </section>
  );
}
