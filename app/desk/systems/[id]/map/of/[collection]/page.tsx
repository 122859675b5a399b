import { Button } from "#app/_ui/Button.tsx";
import { partFrom } from "#app/desk/_kit/address.ts";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { collectionAddress, systemAddress } from "#app/desk/_systems/address.ts";
import { CollectionFields } from "#app/desk/_systems/CollectionFields.tsx";
import { CollectionHead } from "#app/desk/_systems/CollectionHead.tsx";
import { examplesOf } from "#app/desk/_systems/examples.ts";
import { loadSystem, newestVersion } from "#app/desk/_systems/load.ts";
import { ProblemBox } from "#app/desk/_systems/ProblemBox.tsx";
import { SystemFrame } from "#app/desk/_systems/SystemFrame.tsx";
import { readMapping } from "#lib/map/systems/mapping.ts";

type Props = {
  params: Promise<{ id: string; collection: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** One collection of the map: what it is, and its fields in a table, with masked examples where they are asked for. */
export default async function CollectionPage({ params, searchParams }: Props) {
  const { staff, view, mayManage } = await loadSystem(params);
  const name = partFrom((await params).collection);
  const mapping = view ? await orNull(readMapping(staff, view.id)) : null;
  const one = mapping?.collections.find((each) => each.name === name);
  if (!view || !mapping || !one) return <NotHere staff={staff} />;
  const mayMend = mayManage && view.keptIn === "desk";
  const wanted = mayManage && (await searchParams).examples === "1";
  const examples = wanted ? await examplesOf(staff, view.id, one, newestVersion(view)) : null;
  const address = collectionAddress(view.id, one.name);
  return (
    <SystemFrame staff={staff} view={view} part="map" title={one.label} mayManage={mayManage}>
      <p>
        <a href={systemAddress(view.id, "/map")}>Back to the map</a>
      </p>
      <ul className="edges">
        {one.isRoot ? <li>People are found here: each row is a person.</li> : null}
        {one.edges.map(({ words, why }) => (
          <li key={words}>
            {words}
            {why ? <span className="why"> Proposed because: {why}.</span> : null}
          </li>
        ))}
        {one.why.map((why) => (
          <li key={why} className="why">
            {why}
          </li>
        ))}
      </ul>
      {mayManage && !examples ? (
        <p>
          <a href={`${address}?examples=1`}>Show masked examples</a>{" "}
          <span className="faint">Letters as x, digits as 9. That you looked stands in the history.</span>
        </p>
      ) : null}
      <ProblemBox problem={examples?.problem ?? null} />
      <form action={`${address}/send`} method="post" className="mend">
        <input type="hidden" name="basedOn" value={mapping.version ?? ""} />
        <fieldset disabled={!mayMend}>
          <legend className="hidden-words">Fields</legend>
          <CollectionFields fields={one.fields} examples={examples?.values ?? new Map()} />
        </fieldset>
        <fieldset disabled={!mayMend} className="mend-head">
          <legend>The collection itself</legend>
          <CollectionHead one={one} />
        </fieldset>
        {mayMend ? (
          <p className="form-end">
            <Button name="do" value="save">
              Save as the next version
            </Button>
          </p>
        ) : null}
      </form>
      {mayMend ? (
        <details className="act">
          <summary>Leave this collection out</summary>
          <form action={`${address}/send`} method="post" className="desk-form">
            <input type="hidden" name="basedOn" value={mapping.version ?? ""} />
            <div className="field">
              <label htmlFor="leave-why">Why it holds nothing about people</label>
              <input
                id="leave-why"
                name="why"
                required
                maxLength={300}
                className="box box-full"
                autoComplete="off"
              />
            </div>
            <Button second small name="do" value="leave">
              Leave it out
            </Button>
          </form>
        </details>
      ) : null}
    </SystemFrame>
  );
}
