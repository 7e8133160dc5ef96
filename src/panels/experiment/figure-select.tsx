import type { VNode } from "preact";
import type { StudyHead } from "../../app/study/study-control.ts";
import type { ExperimentWords } from "../../app/experiment/experiment-wording.ts";
import { useExperiment } from "./experiment-context.ts";

const FIGURES = ["throughput", "wip", "cycleTime", "finished"] as const;
const UNITS: Readonly<Record<string, string>> = {
  throughput: "parts/h",
  wip: "parts",
  cycleTime: "s",
  finished: "parts",
};

/** The unit of a figure that every study has, or that the study adds. */
export function unitOfFigure(x: ExperimentWords, head: StudyHead | undefined, id: string): string {
  return x.unit(head?.responses?.find((own) => own.id === id)?.unit ?? UNITS[id] ?? "");
}

/** One of the figures. @param isMean only those that are a mean */
export function FigureSelect({
  head,
  value,
  isMean = false,
  testId,
  onChange,
}: {
  head: StudyHead | undefined;
  value: string;
  isMean?: boolean;
  testId: string;
  onChange: (id: string) => void;
}): VNode {
  const { x } = useExperiment();
  const own = (head?.responses ?? []).filter(({ statistic = "mean" }) => !isMean || statistic === "mean");
  return (
    <select value={value} data-testid={testId} onChange={(event) => onChange(event.currentTarget.value)}>
      {[...new Set([...FIGURES, ...own.map(({ id }) => id)])].map((id) => (
        <option key={id} value={id} selected={id === value}>
          {x.figure({ id, name: own.find((each) => each.id === id)?.name ?? id, unit: "" })}
        </option>
      ))}
    </select>
  );
}
