import { Button } from "#app/_ui/Button.tsx";
import type { HealthAlert } from "#lib/health/alerts.ts";
import { Moment } from "../_kit/Moment.tsx";

/** Parts of Habeas itself that are broken, or were and nobody has seen it. */
export function HealthAlerts({
  alerts,
  maySee,
  mayLook,
}: {
  alerts: readonly HealthAlert[];
  maySee: boolean;
  mayLook: boolean;
}) {
  if (alerts.length === 0) return null;
  return (
    <section aria-labelledby="health-alerts" className="desk-panel desk-panel-plum">
      <h2 id="health-alerts">Habeas itself</h2>
      <ul className="blocking">
        {alerts.map((one) => (
          <li key={one.id}>
            <strong>{one.title}</strong> {one.endedAt ? "was broken" : "is broken"}, since{" "}
            <Moment at={one.brokenAt} />
            {one.endedAt ? (
              <>
                , well again since <Moment at={one.endedAt} />
              </>
            ) : null}
            . {one.means}
            {maySee && !one.seen ? (
              <form action="/desk/alerts/health" method="post">
                <input type="hidden" name="alert" value={one.id} />
                <Button second aria-label={`I have seen it: ${one.title}`}>
                  I have seen it
                </Button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {mayLook ? (
        <p>
          <a href="/desk/health">What to do about it</a>
        </p>
      ) : (
        <p>Tell whoever runs Habeas. They see what to do about it.</p>
      )}
    </section>
  );
}
