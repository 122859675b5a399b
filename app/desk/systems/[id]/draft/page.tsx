import { Button, ButtonLink } from "#app/_ui/Button.tsx";
import { NotHere } from "#app/desk/_kit/NotHere.tsx";
import { counted } from "#app/desk/_kit/words.ts";
import { systemAddress } from "#app/desk/_systems/address.ts";
import { loadSystem, type SystemProps } from "#app/desk/_systems/load.ts";
import { SystemFrame } from "#app/desk/_systems/SystemFrame.tsx";
import { canDraft } from "#lib/map/kinds/fields.ts";
import { readReasons } from "#lib/map/systems/draft-system.ts";

export default async function DraftPage({ params }: SystemProps) {
  const { staff, view, mayManage } = await loadSystem(params);
  if (!view || !mayManage || view.keptIn === "file") return <NotHere staff={staff} />;
  const [able, reasons] = await Promise.all([canDraft(view.connector), readReasons(staff, view.id)]);
  return (
    <SystemFrame staff={staff} view={view} part="draft" title="Draft" mayManage>
      {able ? (
        <form action={systemAddress(view.id, "/draft/send")} method="post" className="draft-now">
          <p>
            Habeas looks at the tables, their keys and a few hundred values of each, and proposes what belongs
            to people and how. Values are looked at in this process only: none is kept, shown or written down.
            What you have mapped already stays.
          </p>
          <Button>{reasons ? "Look again" : "Look and draft"}</Button>
        </form>
      ) : (
        <p>This kind of system does not say what it holds. Describe its collections yourself.</p>
      )}
      <p>
        <a href={systemAddress(view.id, "/map/text")}>Write the map as text</a>
      </p>
      {reasons ? (
        <section aria-labelledby="proposed">
          <h2 id="proposed">Proposed: {counted(reasons.collections.length, "collection", "collections")}</h2>
          <p>
            <ButtonLink href={systemAddress(view.id, "/map")}>Go on: mend the map</ButtonLink>
          </p>
          <ul className="reasons">
            {reasons.collections.map(({ table, why, edges }) => (
              <li key={table}>
                <code>{table}</code>
                <p>{[...why, ...edges].join("; ")}</p>
              </li>
            ))}
          </ul>
          <details>
            <summary>{counted(reasons.ignored.length, "table", "tables")} left out, with reasons</summary>
            <ul className="reasons">
              {reasons.ignored.map(({ table, why }) => (
                <li key={table}>
                  <code>{table}</code>
                  <p>{why}</p>
                </li>
              ))}
            </ul>
          </details>
        </section>
      ) : null}
    </SystemFrame>
  );
}
