import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { useExperiment } from "./experiment-context.ts";

export type Sorting = "ascending" | "descending" | "none";

/** What a table is ordered by; its own order when undefined. */
export interface TableSorting<Column> {
  readonly by: Column | undefined;
  readonly isDescending: boolean;
  readonly sorting: (by: Column | undefined) => Sorting;
  /** Orders by a column, or turns the order round. */
  readonly sortBy: (by: Column | undefined) => void;
}

/** A column begins with its largest figure. @param first what the table is ordered by at first */
export function useSorting<Column>(first?: Column): TableSorting<Column> {
  const [order, setOrder] = useState<{ by: Column | undefined; isDescending: boolean }>({
    by: first,
    isDescending: first !== undefined,
  });
  const { by, isDescending } = order;
  return {
    by,
    isDescending,
    sorting: (column) => (by !== column ? "none" : isDescending ? "descending" : "ascending"),
    sortBy: (column) =>
      setOrder({ by: column, isDescending: by === column ? !isDescending : column !== undefined }),
  };
}

/** The head of a column that the table can be ordered by. */
export function SortHead({
  label,
  unit = "",
  sorting,
  onSort,
}: {
  label: string;
  unit?: string;
  sorting: Sorting;
  onSort: () => void;
}): VNode {
  const { x } = useExperiment();
  const sign = { ascending: "▲", descending: "▼", none: "" }[sorting];
  return (
    <th scope="col" aria-sort={sorting}>
      <button type="button" class="sort" title={x("results.sort", { figure: label })} onClick={onSort}>
        {label}
        {unit !== "" && <span class="muted">{unit}</span>}
        <span aria-hidden="true">{sign}</span>
      </button>
    </th>
  );
}
