import { Button } from "#app/_ui/Button.tsx";
import { Moment } from "#app/desk/_kit/Moment.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { systemAddress } from "#app/desk/_systems/address.ts";
import { Changes } from "#app/desk/_systems/Changes.tsx";
import { loadSystem, newestVersion } from "#app/desk/_systems/load.ts";
import { SystemFrame } from "#app/desk/_systems/SystemFrame.tsx";
import { yamlOf } from "#lib/map/systems/export.ts";
import { readVersion, systemHistory } from "#lib/map/systems/history.ts";

type Props = {
  params: Promise<{ id: string; number: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** One version beside another, by default the one before it. */
export default async function VersionPage({ params, searchParams }: Props) {
  const { staff, view, mayManage } = await loadSystem(params);
  const number = Number((await params).number);
  const definition = view ? await orNull(readVersion(staff, view.id, number)) : null;
  if (!view || !definition || view.keptIn === "file") return <NotHere staff={staff} />;
  const { versions } = await systemHistory(staff, view.id);
  const about = versions.find((one) => one.number === number);
  const wanted = Number((await searchParams).against) || number - 1;
  const against = versions.some((one) => one.number === wanted) ? wanted : null;
  const before = against === null ? null : await readVersion(staff, view.id, against);
  return (
    <SystemFrame staff={staff} view={view} part="versions" title={`Version ${number}`} mayManage={mayManage}>
      {about ? (
        <p>
          {about.reason}{" "}
          <span className="faint">
            <Moment at={about.createdAt} />, {about.author}.
          </span>
        </p>
      ) : null}
      {versions.length > 1 ? (
        <form method="get" className="line-form">
          <label htmlFor="against">Compare with</label>
          <select id="against" name="against" defaultValue={against ?? undefined}>
            {versions
              .filter((one) => one.number !== number)
              .map((one) => (
                <option key={one.number} value={one.number}>
                  Version {one.number}
                </option>
              ))}
          </select>
          <Button second small>
            Compare
          </Button>
        </form>
      ) : null}
      {before === null ? (
        <p>This is the first version.</p>
      ) : (
        <section aria-labelledby="differences">
          <h2 id="differences">
            From version {against} to version {number}
          </h2>
          <Changes before={before} after={definition} />
        </section>
      )}
      {mayManage && number !== view.version && number !== newestVersion(view) ? (
        <details className="act">
          <summary>Go back to this version</summary>
          <form action={systemAddress(view.id, "/enable/send")} method="post" className="desk-form">
            <p>It must have passed its last check. Later versions stay in this list.</p>
            <input type="hidden" name="version" value={number} />
            <div className="field">
              <label htmlFor="back-reason">Why</label>
              <input
                id="back-reason"
                name="reason"
                required
                maxLength={300}
                className="box box-full"
                autoComplete="off"
              />
            </div>
            <Button second small>
              Put version {number} in force
            </Button>
          </form>
        </details>
      ) : null}
      <details>
        <summary>The whole version as text</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard */}
        <pre className="script" tabIndex={0}>
          {yamlOf([definition])}
        </pre>
      </details>
    </SystemFrame>
  );
}
