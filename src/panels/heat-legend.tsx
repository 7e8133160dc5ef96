import type { VNode } from "preact";
import type { HeatControl } from "../app/experiment/heat-control.ts";
import type { HeatMeasure } from "../app/experiment/heat-field.ts";
import { HEAT_TEXTS } from "../app/i18n/heat-texts.ts";
import { fill } from "../app/i18n/text.ts";
import { HeatScale } from "./heat-scale.tsx";
import { Icon } from "./icons.tsx";
import { useSession, useWording } from "./session-context.ts";
import { useValue } from "./use-value.ts";

/** What the colours over the plant mean: measure, source, scale with its unit, and the value of the selected element. */
export function HeatLegend({ control }: { control: HeatControl }): VNode {
  const session = useSession();
  const { language, t, formats } = useWording();
  const texts = HEAT_TEXTS[language];
  const measures = useValue(control.measures);
  const field = useValue(control.field);
  const source = useValue(control.source);
  const hasCourse = useValue(control.hasCourse);
  const selected = useValue(session.selection.id);
  const words = (measure: HeatMeasure, value: number): string =>
    measure === "content" ? formats.withUnit(formats.number(value), texts.parts) : formats.percent(value);
  const value = selected === undefined ? undefined : field?.values.get(selected);
  const name = selected === undefined ? "" : (session.document.element(selected)?.name ?? selected);
  return (
    <section class="heat-legend" aria-label={texts.title} data-testid="heat-legend">
      <label class="field">
        {texts.measure}
        <select
          value={field?.measure}
          data-testid="heat-legend-measure"
          onChange={(event) => {
            const chosen = measures.find((each) => each === event.currentTarget.value);
            if (chosen !== undefined) control.measure.value = chosen;
          }}
        >
          {measures.map((measure) => (
            <option key={measure} value={measure} selected={measure === field?.measure}>
              {measure === "content" ? texts.content : t(`state.${measure}`)}
            </option>
          ))}
        </select>
      </label>
      {(hasCourse || source === "course") && (
        <label class="field">
          {texts.source}
          <select
            value={source}
            onChange={(event) =>
              (control.source.value = event.currentTarget.value === "course" ? "course" : "run")
            }
          >
            {(["run", "course"] as const).map((each) => (
              <option key={each} value={each} selected={each === source}>
                {texts[each]}
              </option>
            ))}
          </select>
        </label>
      )}
      {field === undefined ? (
        <span class="muted">{texts.empty}</span>
      ) : (
        <HeatScale from={words(field.measure, 0)} to={words(field.measure, field.most)} />
      )}
      {field !== undefined && value !== undefined && (
        <strong data-testid="heat-value">
          {fill(texts.selected, { name, value: words(field.measure, value) })}
        </strong>
      )}
      <button
        type="button"
        class="icon-button quiet"
        aria-label={texts.close}
        title={texts.close}
        onClick={() => void session.screens.showHeat(false)}
      >
        <Icon name="close" />
      </button>
    </section>
  );
}
