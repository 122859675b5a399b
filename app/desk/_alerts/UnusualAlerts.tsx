import type { UnusualAlert } from "#lib/health/unusual.ts";
import { Moment } from "../_kit/Moment.tsx";
import { Seen } from "./Seen.tsx";

/** Members of staff who did more of something than is usual: their initials, and nothing of whom they looked at. */
export function UnusualAlerts({ alerts, maySee }: { alerts: readonly UnusualAlert[]; maySee: boolean }) {
  if (alerts.length === 0) return null;
  return (
    <section aria-labelledby="unusual-alerts" className="desk-panel desk-panel-plum">
      <h2 id="unusual-alerts">More than usual at the desk</h2>
      <ul className="blocking">
        {alerts.map((one) => (
          <li key={one.id}>
            <strong>{one.initials}</strong>: {one.title}, since <Moment at={one.since} />. Ask them why. The
            log says what they opened.
            {maySee ? (
              <Seen action="/desk/alerts/unusual" alert={one.id} about={`${one.initials}, ${one.title}`} />
            ) : null}
          </li>
        ))}
      </ul>
      <p>
        <a href="/desk/audit">Open the log</a>
      </p>
    </section>
  );
}
