import { ButtonLink } from "#app/_ui/Button.tsx";
import { NotHere } from "#app/desk/_kit/NotHere.tsx";
import { systemAddress } from "#app/desk/_systems/address.ts";
import { CheckForm } from "#app/desk/_systems/CheckForm.tsx";
import { Grant } from "#app/desk/_systems/Grant.tsx";
import { loadSystem, newestVersion, type SystemProps } from "#app/desk/_systems/load.ts";
import { Runs } from "#app/desk/_systems/Runs.tsx";
import { SystemFrame } from "#app/desk/_systems/SystemFrame.tsx";
import { hasPassed, nextStep } from "#app/desk/_systems/steps.ts";
import { grantScript } from "#lib/map/systems/grant.ts";
import { systemHistory } from "#lib/map/systems/history.ts";

export default async function CheckPage({ params }: SystemProps) {
  const { staff, view, mayManage } = await loadSystem(params);
  if (!view) return <NotHere staff={staff} />;
  const version = newestVersion(view);
  const { runs } = await systemHistory(staff, view.id);
  const checks = runs.filter((run) => run.kind === "check").slice(0, 5);
  const grant = await grantScript(staff, view.id, version === null ? {} : { version });
  const next = mayManage && hasPassed(view, runs) ? nextStep(view, runs) : null;
  return (
    <SystemFrame staff={staff} view={view} part="check" title="Check" mayManage={mayManage}>
      <CheckForm id={view.id} version={version} isDraft={view.state === "draft"} />
      {next ? (
        <p className="go-on">
          The last check of this version passed.{" "}
          <ButtonLink href={systemAddress(view.id, next.path)}>{`Go on: ${next.title}`}</ButtonLink>
        </p>
      ) : null}
      <section aria-labelledby="checks">
        <h2 id="checks">Earlier checks</h2>
        {checks.length > 0 ? (
          <Runs runs={checks} label="Earlier checks" />
        ) : (
          <p className="faint">None so far.</p>
        )}
      </section>
      {view.keptIn === "desk" ? <Grant grant={grant} drafted={view.collections > 0} /> : null}
    </SystemFrame>
  );
}
