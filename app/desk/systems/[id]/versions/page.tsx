import { Tag } from "#app/_ui/Tag.tsx";
import { Moment } from "#app/desk/_kit/Moment.tsx";
import { NotHere } from "#app/desk/_kit/NotHere.tsx";
import { counted } from "#app/desk/_kit/words.ts";
import { systemAddress } from "#app/desk/_systems/address.ts";
import { loadSystem, type SystemProps } from "#app/desk/_systems/load.ts";
import { SystemFrame } from "#app/desk/_systems/SystemFrame.tsx";
import { systemHistory } from "#lib/map/systems/history.ts";

export default async function VersionsPage({ params }: SystemProps) {
  const { staff, view, mayManage } = await loadSystem(params);
  if (!view || view.keptIn === "file") return <NotHere staff={staff} />;
  const { versions } = await systemHistory(staff, view.id);
  return (
    <SystemFrame staff={staff} view={view} part="versions" title="Versions" mayManage={mayManage}>
      <p>A version never changes. Every one stays, with who wrote it and why.</p>
      <ol className="versions" reversed>
        {versions.map(({ number, author, reason, createdAt, changes }) => (
          <li key={number} value={number}>
            <p className="version-line">
              <a href={systemAddress(view.id, `/versions/${number}`)} data-row>
                Version {number}
              </a>
              {number === view.version && view.state !== "draft" ? <Tag tone="moss">In force</Tag> : null}
              <span className="faint">
                <Moment at={createdAt} />, {author}
              </span>
            </p>
            <p>
              {reason}{" "}
              {changes === null ? (
                ""
              ) : (
                <span className="faint">{counted(changes, "difference", "differences")}.</span>
              )}
            </p>
          </li>
        ))}
      </ol>
    </SystemFrame>
  );
}
