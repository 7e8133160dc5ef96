import type { VNode } from "preact";
import { useWording } from "../session-context.ts";
import "../style/resources.css";

/** One state and its share of time, 0 to 1. */
export interface Share {
  readonly key: string;
  readonly name: string;
  readonly share: number;
  readonly colour: string;
}

/** Shares of time as a stacked bar, and the same as a table. */
export function ShareFigure({ title, shares }: { title: string; shares: readonly Share[] }): VNode {
  const { formats } = useWording();
  const present = shares.filter(({ share }) => share > 0);
  return (
    <figure class="shares">
      <figcaption>{title}</figcaption>
      <div class="share-bar" aria-hidden="true">
        {present.map(({ key, name, share, colour }) => (
          <span
            key={key}
            style={{ flexGrow: share, background: colour }}
            title={`${name} ${formats.percent(share)}`}
          />
        ))}
      </div>
      <table>
        <tbody>
          {present.map(({ key, name, share, colour }) => (
            <tr key={key}>
              <th scope="row">
                <span class="share-mark" style={{ background: colour }} aria-hidden="true" />
                {name}
              </th>
              <td>{formats.percent(share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
