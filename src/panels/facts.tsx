import type { ComponentChildren, VNode } from "preact";

/** A name and its value; rows without a value are left out. */
export interface Fact {
  readonly name: string;
  readonly value: ComponentChildren;
  readonly testId?: string;
}

/** A list of names and values. */
export function Facts({ facts }: { facts: readonly Fact[] }): VNode {
  return (
    <dl class="facts">
      {facts.map(({ name, value, testId }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd data-testid={testId}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
