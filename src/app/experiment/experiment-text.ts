/** The parts of a study file that say what is run and compared. */
interface StudyText {
  readonly scenarios: readonly { readonly id: string }[];
  readonly baseline?: string;
  readonly comparisons?: readonly object[];
  readonly result?: object;
}

/**
 * The text of a study with some of its scenarios left out. Without a comparison of its own it compares each scenario with
 * the baseline, so that its report says what the screen says.
 * @param response what is compared where the study says nothing
 */
export function experimentText(text: string, leftOut: ReadonlySet<string>, response: string): string {
  const study = JSON.parse(text) as StudyText;
  const scenarios = study.scenarios.filter(({ id }) => !leftOut.has(id));
  const isWhole = scenarios.length === study.scenarios.length;
  const [first] = scenarios;
  const { result, baseline, ...rest } = study;
  const isThere = scenarios.some(({ id }) => id === baseline);
  const base = isThere ? baseline : first?.id;
  const compares = study.comparisons ?? [{ method: "paired", response }];
  return JSON.stringify({
    ...rest,
    scenarios,
    ...(base === undefined ? {} : { baseline: base }),
    comparisons: scenarios.length > 1 ? compares : [],
    // What was kept is of all scenarios.
    ...(isWhole && result !== undefined ? { result } : {}),
  });
}
