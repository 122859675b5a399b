import { dateOf } from "#app/_text/dates.ts";
import { Button } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import { currentMap } from "#lib/map/current.ts";
import type { SystemView } from "#lib/map/systems/read.ts";
import { systemAddress } from "./address.ts";

type Secret = SystemView["secrets"][number];

/** "on 3 March 2026 by Alba Reyes"; nothing where it is not set. */
export function setWords({ setAt, setBy }: Pick<Secret, "setAt" | "setBy">): string {
  if (!setAt) return "";
  return `on ${dateOf(setAt, currentMap().company.timezone, "en")} by ${setBy ?? "somebody"}`;
}

/** Every secret that the settings name: set or missing, never shown, to be replaced or forgotten. */
export function Secrets({ view }: { view: SystemView }) {
  if (view.secrets.length === 0) return null;
  return (
    <section aria-labelledby="secrets">
      <h2 id="secrets">Secrets</h2>
      <p>
        Sealed with the key of this house. Nobody is ever shown one again; a new one takes the old one's
        place.
      </p>
      <ul className="secrets">
        {view.secrets.map((secret) => (
          <li key={secret.name}>
            <p className="secret-line">
              <code>{secret.name}</code>
              {secret.setAt ? <Tag tone="moss">Set {setWords(secret)}</Tag> : <Tag tone="brick">Not set</Tag>}
              {secret.needed ? null : <span className="faint">named by no setting</span>}
            </p>
            <details>
              <summary>
                {secret.setAt ? "Replace or forget" : "Set"} {secret.name}
              </summary>
              <form action={systemAddress(view.id, "/secrets")} method="post" className="line-form">
                <input type="hidden" name="name" value={secret.name} />
                <label htmlFor={`secret-${secret.name}`}>New value</label>
                <input
                  id={`secret-${secret.name}`}
                  type="password"
                  name="value"
                  required
                  className="box box-half"
                  autoComplete="new-password"
                />
                <Button second small>
                  Set
                </Button>
              </form>
              {secret.setAt ? (
                <form action={systemAddress(view.id, "/secrets")} method="post">
                  <input type="hidden" name="name" value={secret.name} />
                  <input type="hidden" name="do" value="forget" />
                  <Button second small>
                    Forget it
                  </Button>
                </form>
              ) : null}
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
