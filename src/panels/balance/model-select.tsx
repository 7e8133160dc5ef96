import type { VNode } from "preact";
import type { Model } from "../../plant/balance/line-figures.ts";
import { type ShownLine, useBalance } from "./balance-context.ts";

interface ModelProps {
  readonly shown: ShownLine;
  readonly model: Model;
  readonly onChange: (model: Model) => void;
}

/** Which product's times the chart shows. */
export function ModelSelect({ shown, model, onChange }: ModelProps): VNode | null {
  const { b } = useBalance();
  if (shown.products.length < 2) return null;
  const value = model.kind === "product" ? `product ${model.id}` : model.kind;
  return (
    <label class="field">
      <span>{b("model")}</span>
      <select
        value={value}
        data-testid="model"
        onChange={(event) => {
          const picked = event.currentTarget.value;
          if (picked === "mix" || picked === "longest") onChange({ kind: picked });
          else onChange({ kind: "product", id: picked.slice("product ".length) });
        }}
      >
        <option value="mix" selected={value === "mix"}>
          {b("model.mix")}
        </option>
        <option value="longest" selected={value === "longest"}>
          {b("model.longest")}
        </option>
        {shown.products.map(({ id, name }) => (
          <option key={id} value={`product ${id}`} selected={value === `product ${id}`}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
