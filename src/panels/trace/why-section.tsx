import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ElementTrace } from "../../app/trace/trace-control.ts";
import type { CauseStep } from "../../protocol/trace.ts";
import { useSession } from "../session-context.ts";
import { useTrace, useTraceWording } from "./trace-context.ts";
import { NamedPart } from "../resources/named-thing.tsx";
import "../style/trace.css";

/** One step of a chain; what is an element can be selected. */
function Step({ step }: { step: CauseStep }): VNode {
  const { document, selection } = useSession();
  const { step: say } = useTraceWording();
  const isElement = step.subject === "element" && document.element(step.id) !== undefined;
  if (!isElement) return <span>{say(step)}</span>;
  return (
    <button type="button" class="link-button" onClick={() => selection.select(step.id)}>
      {say(step)}
    </button>
  );
}

/** Why the element is in its state, step by step to the root cause, and which parts are in it. */
export function WhySection({ id }: { id: string }): VNode | null {
  const control = useTrace();
  const { w, root } = useTraceWording();
  const [found, setFound] = useState<ElementTrace | undefined>(undefined);
  useEffect(() => {
    setFound(undefined);
    return control?.follow(id, setFound);
  }, [control, id]);
  if (control === undefined || found === undefined) return null;
  const { chain, parts } = found;
  return (
    <section class="why" data-testid="why">
      {chain !== undefined && (
        <>
          <h3>{w("why.title")}</h3>
          <ol class="chain">
            {chain.steps.map((step, i) => (
              <li key={`${i} ${step.id}`}>
                <Step step={step} />
              </li>
            ))}
          </ol>
          <p class="root" data-testid="why-root">
            {w("why.root", { root: root(chain.root) })}
          </p>
        </>
      )}
      {parts.length > 0 && (
        <p class="parts-here">
          <span class="muted">{w("why.parts")}</span>
          {parts.map((part) => (
            <NamedPart key={part} part={part} />
          ))}
        </p>
      )}
    </section>
  );
}
