import type { VNode } from "preact";
import { useId, useState } from "preact/hooks";
import { parseNumber } from "../../app/i18n/parse-number.ts";
import { useWording } from "../session-context.ts";

/** A number that is typed with its unit; what is none is marked and not taken. */
export function NumberSetting({
  label,
  unit,
  value,
  isFit,
  testId,
  onChange,
}: {
  label: string;
  unit: string;
  value: number;
  isFit: (value: number) => boolean;
  testId: string;
  onChange: (value: number) => void;
}): VNode {
  const { language } = useWording();
  const id = useId();
  const [wrong, setWrong] = useState<string>();
  const shown = new Intl.NumberFormat(language, {
    maximumSignificantDigits: Number.isInteger(value) ? 12 : 6,
    useGrouping: false,
  }).format(value);
  const take = (text: string): void => {
    const number = parseNumber(text, language);
    const isRight = number !== undefined && isFit(number);
    setWrong(isRight ? undefined : text);
    if (isRight && number !== value) onChange(number);
  };
  return (
    <div class="setting">
      <label for={id}>{label}</label>
      <span class="setting-value">
        <input
          id={id}
          type="text"
          inputMode="decimal"
          value={wrong ?? shown}
          aria-invalid={wrong !== undefined}
          data-testid={testId}
          onChange={(event) => take(event.currentTarget.value)}
        />
        <span class="unit">{unit}</span>
      </span>
    </div>
  );
}
