import { NotHere } from "#app/desk/_kit/NotHere.tsx";
import { systemAddress } from "#app/desk/_systems/address.ts";
import { loadSystem, type SystemProps } from "#app/desk/_systems/load.ts";
import { SystemFrame } from "#app/desk/_systems/SystemFrame.tsx";
import { TextForm } from "#app/desk/_systems/TextForm.tsx";
import { mapText } from "#lib/map/systems/save-text.ts";

export default async function MapTextPage({ params }: SystemProps) {
  const { staff, view, mayManage } = await loadSystem(params);
  if (!view || !mayManage || view.keptIn === "file") return <NotHere staff={staff} />;
  const { text, version } = await mapText(staff, view.id);
  return (
    <SystemFrame staff={staff} view={view} part="map" title="Map as text" mayManage>
      <p>
        <a href={systemAddress(view.id, "/map")}>Back to the map</a>
      </p>
      <TextForm id={view.id} version={version ?? 1} text={text} />
    </SystemFrame>
  );
}
