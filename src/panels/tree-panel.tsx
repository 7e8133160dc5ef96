import { computed } from "@preact/signals-core";
import type { VNode } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { STATES } from "../plant/states.ts";
import type { Element, Plant } from "../plant/schema.ts";
import { Icon } from "./icons.tsx";
import { isSame } from "./other-rows.ts";
import { useSession, useWording } from "./session-context.ts";
import { StateIcon } from "./state-badge.tsx";
import { keyOfGroup, PlantTree, type TreeRow } from "./tree-rows.ts";
import { useValue } from "./use-value.ts";

const nameOf = (element: Element): string => element.name ?? element.id;

/** State of one element as an index into STATES; undefined before the first frame. */
function useStateOf(id: string): number | undefined {
  const { run } = useSession();
  const signal = useMemo(
    () => computed(() => run.elements.value?.state[run.order.value.get(id) ?? -1]),
    [run, id],
  );
  return useValue(signal);
}

function ElementLabel({ element }: { element: Element }): VNode {
  const { t } = useWording();
  const stateIndex = useStateOf(element.id);
  const state = stateIndex === undefined ? undefined : STATES[stateIndex];
  // Only what can stand still has a state worth a symbol; a source or a sink is simply there.
  const hasState = !["source", "sink", "buffer", "transport", "batcher", "unbatcher"].includes(element.kind);
  return (
    <>
      {hasState && state !== undefined ? (
        <StateIcon state={state} />
      ) : (
        <span class={`kind-icon kind-${element.kind}`} />
      )}
      <span class="tree-name" title={nameOf(element)}>
        {nameOf(element)}
      </span>
      <span class="visually-hidden">
        {t(`kind.${element.kind}`)}
        {hasState && state !== undefined && `, ${t(`state.${state}`)}`}
      </span>
    </>
  );
}

interface RowProps {
  readonly row: TreeRow;
  readonly active: boolean;
  readonly selected: boolean;
  readonly toggle: (row: TreeRow) => void;
  readonly choose: (row: TreeRow, adds: boolean) => void;
}

function Row({ row, active, selected, toggle, choose }: RowProps): VNode {
  const { t } = useWording();
  const expanded = row.kind === "unit" || row.kind === "group" ? row.expanded : undefined;
  return (
    <li
      role="treeitem"
      id={`tree-${row.key}`}
      class={`tree-row tree-${row.kind === "group" ? "unit" : row.kind}`}
      style={{ "--level": row.level }}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-selected={selected}
      aria-expanded={expanded}
      tabIndex={active ? 0 : -1}
      data-element={row.kind === "element" ? row.element.id : undefined}
      onClick={(event) =>
        expanded !== undefined ? toggle(row) : choose(row, event.ctrlKey || event.metaKey || event.shiftKey)
      }
    >
      {row.kind === "unit" && row.unit !== undefined && (
        <>
          <span class={row.expanded ? "twist open" : "twist"}>
            <Icon name="chevron" />
          </span>
          <span class="tree-name" title={row.unit.name}>
            {row.unit.name}
          </span>
          <span class="tree-level">{t(`level.${row.unit.level}`)}</span>
        </>
      )}
      {row.kind === "group" && (
        <>
          <span class={row.expanded ? "twist open" : "twist"}>
            <Icon name="chevron" />
          </span>
          <span class="tree-name">{t(`tree.${row.group}`)}</span>
        </>
      )}
      {row.kind === "other" && (
        <>
          <span class={`kind-icon kind-${row.item.what}`} />
          <span class="tree-name" title={row.item.name}>
            {row.item.name}
          </span>
          <span class="tree-level">{t(`kind.${row.item.what}`)}</span>
        </>
      )}
      {row.kind === "element" && <ElementLabel element={row.element} />}
      {row.kind === "more" && <span class="muted">{t("tree.more", { count: row.count })}</span>}
    </li>
  );
}

/** Which row the key leads to; undefined when it is no key of the tree. */
function rowAfter(key: string, rows: readonly TreeRow[], active: number): number | undefined {
  const last = rows.length - 1;
  if (key === "ArrowDown") return Math.min(last, active + 1);
  if (key === "ArrowUp") return Math.max(0, active - 1);
  if (key === "Home") return 0;
  if (key === "End") return last;
  const row = rows[active];
  const isOpen = (row?.kind === "unit" || row?.kind === "group") && row.expanded;
  if (key === "ArrowRight" && isOpen) return Math.min(last, active + 1);
  if (key === "ArrowLeft" && row !== undefined && !isOpen) {
    for (let i = active - 1; i >= 0; i--) if ((rows[i]?.level ?? 0) < row.level) return i;
    return active;
  }
  return undefined;
}

function Tree({ plant, filter }: { plant: Plant; filter: string }): VNode {
  const { selection, bench } = useSession();
  const { t, language } = useWording();
  const tree = useMemo(() => new PlantTree(plant), [plant]);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [activeKey, setActiveKey] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const selected = useValue(selection.id);
  const chosen = useValue(selection.ids);
  const other = useValue(selection.other);
  const editing = useValue(bench) !== undefined;
  const rows = useMemo(
    () =>
      tree.rows(collapsed, filter, {
        element: (element) =>
          `${nameOf(element)} ${element.id} ${t(`kind.${element.kind}`)}`.toLocaleLowerCase(language),
        other: ({ name, what, subject }) =>
          `${name} ${"id" in subject ? subject.id : ""} ${t(`kind.${what}`)}`.toLocaleLowerCase(language),
      }),
    [tree, collapsed, filter, language],
  );
  const found = rows.findIndex(({ key }) => key === activeKey);
  const active = Math.max(0, found);

  useEffect(() => {
    if (selected === undefined) return;
    setActiveKey(`element:${selected}`);
    const item = list.current?.querySelector(`[data-element="${CSS.escape(selected)}"]`);
    item?.scrollIntoView({ block: "nearest" });
  }, [selected]);

  const toggle = (row: TreeRow): void => {
    const key = row.kind === "group" ? keyOfGroup(row.group) : row.kind === "unit" ? row.unit?.id : undefined;
    if (key === undefined) return;
    const next = new Set(collapsed);
    if (!next.delete(key)) next.add(key);
    setActiveKey(row.key);
    setCollapsed(next);
  };
  const choose = (row: TreeRow, adds: boolean): void => {
    setActiveKey(row.key);
    if (row.kind === "other") selection.choose(row.item.subject);
    if (row.kind !== "element") return;
    if (adds && editing) selection.toggle(row.element.id);
    else selection.select(row.element.id);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[active];
    const adds = (event.ctrlKey || event.shiftKey) && event.key === "Enter";
    if (row === undefined || event.metaKey || event.altKey || (event.ctrlKey && !adds)) return;
    const twists =
      (row.kind === "unit" || row.kind === "group") &&
      (event.key === "Enter" ||
        (event.key === "ArrowRight" && !row.expanded) ||
        (event.key === "ArrowLeft" && row.expanded));
    const next = twists ? undefined : rowAfter(event.key, rows, active);
    if (twists) toggle(row);
    else if (event.key === "Enter") choose(row, adds);
    else if (next === undefined) return;
    event.preventDefault();
    const goal = next === undefined ? undefined : rows[next];
    if (goal === undefined) return;
    setActiveKey(goal.key);
    list.current?.querySelector<HTMLElement>(`#${CSS.escape(`tree-${goal.key}`)}`)?.focus();
  };

  if (rows.length === 0) return <p class="muted panel-text">{t("tree.none")}</p>;
  return (
    <ul
      class="tree"
      role="tree"
      aria-label={t("panel.tree")}
      aria-multiselectable={editing}
      ref={list}
      onKeyDown={onKeyDown}
    >
      {rows.map((row, index) => (
        <Row
          key={row.key}
          row={row}
          active={index === active}
          selected={
            row.kind === "element"
              ? chosen.includes(row.element.id)
              : row.kind === "other" && isSame(other, row.item.subject)
          }
          toggle={toggle}
          choose={choose}
        />
      ))}
    </ul>
  );
}

/** All elements of the plant in their hierarchy: the way to everything without the 3D view. */
export function TreePanel(): VNode {
  const { document } = useSession();
  const { t, language } = useWording();
  const plant = useValue(document.current)?.plant;
  const [filter, setFilter] = useState("");
  return (
    <section class="panel tree-panel">
      <div class="panel-head">
        <h2>{t("panel.tree")}</h2>
      </div>
      <input
        type="search"
        class="tree-filter"
        placeholder={t("tree.filter")}
        aria-label={t("tree.filter")}
        value={filter}
        onInput={(event) => setFilter(event.currentTarget.value)}
      />
      {plant !== undefined && <Tree plant={plant} filter={filter.trim().toLocaleLowerCase(language)} />}
    </section>
  );
}
