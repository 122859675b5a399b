import { ButtonLink } from "#app/_ui/Button.tsx";
import { NotHere } from "#app/desk/_kit/NotHere.tsx";
import { Acts, Rate } from "#app/desk/_systems/Acts.tsx";
import { AtAGlance } from "#app/desk/_systems/AtAGlance.tsx";
import { systemAddress } from "#app/desk/_systems/address.ts";
import { KeptInFile } from "#app/desk/_systems/KeptInFile.tsx";
import { loadSystem, type SystemProps } from "#app/desk/_systems/load.ts";
import { Runs } from "#app/desk/_systems/Runs.tsx";
import { SystemFrame } from "#app/desk/_systems/SystemFrame.tsx";
import { nextStep } from "#app/desk/_systems/steps.ts";
import { needOf } from "#app/desk/_systems/words.ts";
import { knownKinds } from "#lib/map/kinds/fields.ts";
import { systemHistory } from "#lib/map/systems/history.ts";

export default async function SystemPage({ params }: SystemProps) {
  const { staff, view, mayManage } = await loadSystem(params);
  if (!view) return <NotHere staff={staff} />;
  const { runs } = await systemHistory(staff, view.id);
  const kind = (await knownKinds()).find((one) => one.id === view.connector)?.title ?? view.connector;
  const need = needOf(view);
  const next = mayManage ? nextStep(view, runs) : null;
  return (
    <SystemFrame staff={staff} view={view} part="overview" title={view.title} mayManage={mayManage}>
      {need ? (
        <div className="desk-notice desk-notice-problem" role="alert">
          <p className="desk-notice-title">{need}</p>
          <p>
            Requests that need it wait and are tried again by themselves; nothing of them is lost.{" "}
            <a href={systemAddress(view.id, "/check")}>Check it now</a> to see at which step it fails.
          </p>
        </div>
      ) : null}
      {next ? (
        <section className="desk-panel next-step" aria-labelledby="next-step">
          <h2 id="next-step">Next: {next.title}</h2>
          <p>{next.about}</p>
          <ButtonLink href={systemAddress(view.id, next.path)}>{next.button}</ButtonLink>
        </section>
      ) : null}
      <div className="file-body">
        <div className="file-main">
          <section aria-labelledby="about">
            <h2 id="about">At a glance</h2>
            <AtAGlance view={view} kind={kind} />
          </section>
          <section aria-labelledby="runs">
            <h2 id="runs">Last conversations</h2>
            <Runs runs={runs.slice(0, 6)} label="Last conversations" />
            {runs.length > 6 ? (
              <p className="after-table">
                <a href={systemAddress(view.id, "/history")}>All of them</a>
              </p>
            ) : null}
          </section>
        </div>
        <div className="file-side">
          {view.keptIn === "file" ? <KeptInFile id={view.id} /> : null}
          {mayManage ? <Acts view={view} /> : null}
          {mayManage && view.state !== "draft" ? <Rate view={view} /> : null}
          {view.keptIn === "desk" ? (
            <section aria-labelledby="elsewhere">
              <h2 id="elsewhere">Keep it in git</h2>
              <p>
                <a href={`/desk/systems/export?id=${encodeURIComponent(view.id)}`}>Export as YAML</a>, and put
                it in force again with <code>habeas systems apply -f {view.id}.yaml --yes</code>.
              </p>
            </section>
          ) : null}
        </div>
      </div>
    </SystemFrame>
  );
}
