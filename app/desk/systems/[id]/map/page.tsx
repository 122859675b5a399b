import { Button, ButtonLink } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import { NotHere } from "#app/desk/_kit/NotHere.tsx";
import { counted } from "#app/desk/_kit/words.ts";
import { collectionAddress, systemAddress } from "#app/desk/_systems/address.ts";
import { loadSystem, type SystemProps } from "#app/desk/_systems/load.ts";
import { SystemFrame } from "#app/desk/_systems/SystemFrame.tsx";
import { nextStep } from "#app/desk/_systems/steps.ts";
import { plain } from "#app/desk/_systems/words.ts";
import { systemHistory } from "#lib/map/systems/history.ts";
import { readMapping } from "#lib/map/systems/mapping.ts";

export default async function MapPage({ params }: SystemProps) {
  const { staff, view, mayManage } = await loadSystem(params);
  if (!view) return <NotHere staff={staff} />;
  const [mapping, { runs }] = await Promise.all([readMapping(staff, view.id), systemHistory(staff, view.id)]);
  const mayMend = mayManage && view.keptIn === "desk";
  const fields = mapping.collections.reduce((sum, one) => sum + one.fields.length, 0);
  const next = mayMend && mapping.mistakes.length === 0 ? nextStep(view, runs) : null;
  return (
    <SystemFrame staff={staff} view={view} part="map" title="Map" mayManage={mayManage}>
      {mapping.mistakes.length > 0 && mapping.collections.length > 0 ? (
        <div className="desk-notice desk-notice-problem">
          <p className="desk-notice-title">
            {counted(mapping.mistakes.length, "thing", "things")} to put right before this version can be
            enabled
          </p>
          <ul>
            {mapping.mistakes.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {mapping.collections.length === 0 ? (
        <div className="empty systems-empty">
          <h2>Nothing is mapped yet.</h2>
          <p>What is not in the map is never read.</p>
          {mayMend ? <ButtonLink href={systemAddress(view.id, "/draft")}>Draft a map</ButtonLink> : null}
        </div>
      ) : (
        <>
          <p className="map-sum">
            {counted(mapping.collections.length, "collection", "collections")} with{" "}
            {counted(fields, "field", "fields")}
            {mapping.version === null ? "" : `, version ${mapping.version}`}.
            {mayMend ? (
              <>
                {" "}
                <a href={systemAddress(view.id, "/map/text")}>Everything as text</a>
              </>
            ) : null}
          </p>
          <ul className="map-list">
            {mapping.collections.map((one) => (
              <li key={one.name}>
                <h2>
                  <a href={collectionAddress(view.id, one.name)} data-row>
                    <bdi>{one.label}</bdi>
                  </a>
                </h2>
                <p className="map-facts">
                  <code>{one.table}</code> <span>{counted(one.fields.length, "field", "fields")}</span>{" "}
                  <span>{plain(one.category)}</span> <span>on erasure: {one.erasure}</span>
                  {one.toSay.length > 0 ? <Tag tone="ochre">To be said: {one.toSay.join(", ")}</Tag> : null}
                </p>
                <ul className="edges">
                  {one.isRoot ? (
                    <li>
                      People are found here
                      {one.kinds.length > 0 ? `, by ${one.kinds.map(plain).join(", ")}` : ""}.
                    </li>
                  ) : one.kinds.length > 0 ? (
                    <li>People are also found by {one.kinds.map(plain).join(", ")} here.</li>
                  ) : null}
                  {one.edges.map((edge) => (
                    <li key={edge.words}>{edge.words}</li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </>
      )}
      {next ? (
        <p className="go-on">
          <ButtonLink href={systemAddress(view.id, next.path)}>{`Go on: ${next.title}`}</ButtonLink>
        </p>
      ) : null}
      {mapping.ignored.length > 0 ? (
        <section aria-labelledby="left-out">
          <h2 id="left-out">Left out</h2>
          <p>Not read and not shown. Each with its reason, so that nothing is forgotten silently.</p>
          <ul className="reasons">
            {mapping.ignored.map(({ table, columns, why }) => (
              <li key={`${table} ${columns.join()}`}>
                <code>{columns.length > 0 ? `${table}: ${columns.join(", ")}` : table}</code>
                <p>{why}</p>
                {mayMend && columns.length === 0 ? (
                  <form action={systemAddress(view.id, "/map/again")} method="post">
                    <input type="hidden" name="table" value={table} />
                    <input type="hidden" name="basedOn" value={mapping.version ?? ""} />
                    <Button second small>
                      Take in again<span className="hidden-words">: {table}</span>
                    </Button>
                  </form>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </SystemFrame>
  );
}
