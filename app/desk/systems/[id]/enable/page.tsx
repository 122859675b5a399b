import { Button } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import { NotHere } from "#app/desk/_kit/NotHere.tsx";
import { counted } from "#app/desk/_kit/words.ts";
import { systemAddress } from "#app/desk/_systems/address.ts";
import { Changes } from "#app/desk/_systems/Changes.tsx";
import { loadSystem, newestVersion, type SystemProps } from "#app/desk/_systems/load.ts";
import { SystemFrame } from "#app/desk/_systems/SystemFrame.tsx";
import { hasPassed, wasTested } from "#app/desk/_systems/steps.ts";
import { systemHistory } from "#lib/map/systems/history.ts";
import { readMapping } from "#lib/map/systems/mapping.ts";

export default async function EnablePage({ params }: SystemProps) {
  const { staff, view, mayManage } = await loadSystem(params);
  const version = view ? newestVersion(view) : null;
  if (!view || !mayManage || version === null) return <NotHere staff={staff} />;
  const { runs } = await systemHistory(staff, view.id);
  const inForce = view.state === "enabled" && !view.newest;
  const secrets = view.secrets.filter((one) => one.needed && !one.setAt);
  const points = [
    {
      ok: secrets.length === 0,
      yes: "Its secrets are set",
      no: `Set the secret ${secrets.map((one) => one.name).join(", ")}`,
      path: "/connect",
    },
    {
      ok: view.mistakes.length === 0,
      yes: "The map is right throughout",
      no: `${counted(view.mistakes.length, "thing is", "things are")} to be put right in the map`,
      path: "/map",
    },
    {
      ok: hasPassed(view, runs),
      yes: `Version ${version} passed its last check`,
      no: `Check version ${version}`,
      path: "/check",
    },
  ];
  const tested = wasTested(view, runs);
  const { collections } = await readMapping(staff, view.id);
  const toSay = collections.reduce((sum, one) => sum + one.toSay.length, 0);
  const ready = points.every((one) => one.ok);
  return (
    <SystemFrame staff={staff} view={view} part="enable" title="Enable" mayManage>
      {inForce ? (
        <p>
          Version {version} is in force: every new request asks it. To hold it back, go to{" "}
          <a href={systemAddress(view.id)}>its overview</a>.
        </p>
      ) : (
        <>
          <ul className="points">
            {points.map(({ ok, yes, no, path }) => (
              <li key={path}>
                <Tag tone={ok ? "moss" : "brick"}>{ok ? "Done" : "To do"}</Tag>{" "}
                {ok ? yes : <a href={systemAddress(view.id, path)}>{no}</a>}
              </li>
            ))}
            <li>
              <Tag tone={tested ? "moss" : "ochre"}>{tested ? "Done" : "Better first"}</Tag>{" "}
              {tested ? (
                "Somebody was looked for with this version"
              ) : (
                <a href={systemAddress(view.id, "/test")}>Test with one person</a>
              )}
            </li>
            {toSay > 0 ? (
              <li>
                <Tag tone="ochre">Better first</Tag>{" "}
                <a href={systemAddress(view.id, "/map")}>
                  {counted(toSay, "text is", "texts are")} still to be said
                </a>
                , and the person reads them
              </li>
            ) : null}
          </ul>
          {view.newest && view.version !== null ? (
            <section aria-labelledby="changes">
              <h2 id="changes">What becomes different from version {view.version}</h2>
              <Changes before={view.definition} after={view.newest.definition} />
            </section>
          ) : null}
          {ready ? (
            <form action={systemAddress(view.id, "/enable/send")} method="post" className="desk-form">
              <input type="hidden" name="version" value={version} />
              <div className="field">
                <label htmlFor="reason">Why</label>
                <span className="hint" id="reason-hint">
                  One sentence; it stays in the history.
                </span>
                <input
                  id="reason"
                  name="reason"
                  required
                  maxLength={300}
                  className="box box-full"
                  aria-describedby="reason-hint"
                  autoComplete="off"
                />
              </div>
              <p>
                {view.state === "draft"
                  ? "From then on every new request asks this system. Requests that are open already keep the plan they have."
                  : `Version ${version} takes the place of version ${view.version} at once. You can go back to it.`}
              </p>
              <Button>Enable version {version}</Button>
            </form>
          ) : (
            <p>What is still to do stands above; nothing is asked of this version before.</p>
          )}
        </>
      )}
    </SystemFrame>
  );
}
