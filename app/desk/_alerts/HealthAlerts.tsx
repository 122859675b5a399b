import type { HealthAlert } from "#lib/health/alerts.ts";
import { Moment } from "../_kit/Moment.tsx";
import { Seen } from "./Seen.tsx";

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
              <Seen action="/desk/alerts/health" alert={one.id} about={one.title} />
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
