import { NotHere } from "#app/desk/_kit/NotHere.tsx";
import { systemAddress } from "#app/desk/_systems/address.ts";
import { loadSystem, newestVersion, type SystemProps } from "#app/desk/_systems/load.ts";
import { SystemFrame } from "#app/desk/_systems/SystemFrame.tsx";
import { TestForm } from "#app/desk/_systems/TestForm.tsx";
import { readMapping } from "#lib/map/systems/mapping.ts";

export default async function TestPage({ params }: SystemProps) {
  const { staff, view, mayManage } = await loadSystem(params);
  if (!view || !mayManage) return <NotHere staff={staff} />;
  const { collections } = await readMapping(staff, view.id);
  const kinds = [...new Set(collections.flatMap((one) => one.kinds))];
  return (
    <SystemFrame staff={staff} view={view} part="test" title="Test with one person" mayManage>
      {kinds.length > 0 ? (
        <>
          <p>
            Somebody is looked for as a request would do it. You see how many records there are, and no
            record.
          </p>
          <TestForm id={view.id} version={newestVersion(view)} kinds={kinds} />
          {view.keptIn === "desk" && (view.state === "draft" || view.newest) ? (
            <p className="go-on">
              <a href={systemAddress(view.id, "/enable")}>Go on: enable it</a>
            </p>
          ) : null}
        </>
      ) : (
        <p>
          The map does not say yet by what people are found.{" "}
          <a href={systemAddress(view.id, "/map")}>Open the map</a> and choose for one field what it is.
        </p>
      )}
    </SystemFrame>
  );
}
