import type { VNode } from "preact";
import { useSession } from "../session-context.ts";
import { useValue } from "../use-value.ts";
import { useResourceWording } from "./resource-wording.ts";
import "../style/trace.css";

/** What something is called; an element or a resource can be selected there. */
export function NamedThing({ id }: { id: string }): VNode {
  const { document, selection } = useSession();
  const { nameOf } = useResourceWording();
  const plant = useValue(document.current)?.plant;
  const isElement = document.element(id) !== undefined;
  const isResource = plant?.resources?.some((resource) => resource.id === id) === true;
  if (!isElement && !isResource) return <>{nameOf(id)}</>;
  const choose = (): void => (isElement ? selection.select(id) : selection.choose({ kind: "resource", id }));
  return (
    <button type="button" class="link-button" onClick={choose}>
      {nameOf(id)}
    </button>
  );
}

/** The name of a part, which can be selected. @param part `source#serial` */
export function NamedPart({ part }: { part: string }): VNode {
  const { run, selection } = useSession();
  const choose = async (): Promise<void> => {
    const found = await run.ask((api) => api.part(part));
    if (found !== undefined) selection.choose({ kind: "part", key: found.key });
  };
  return (
    <button type="button" class="link-button" data-part={part} onClick={() => void choose()}>
      {part}
    </button>
  );
}
