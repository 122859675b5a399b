import { Button } from "#app/_ui/Button.tsx";
import type { HouseAlert } from "#lib/preference/alert.ts";
import { Moment } from "../_kit/Moment.tsx";

/** Opt-outs that do not arrive, and choices that something sets back: about a system, and no request. */
export function HouseAlerts({ alerts, maySee }: { alerts: readonly HouseAlert[]; maySee: boolean }) {
  if (alerts.length === 0) return null;
  return (
    <section aria-labelledby="house-alerts" className="desk-panel desk-panel-plum">
      <h2 id="house-alerts">Choices of people</h2>
      <ul className="blocking">
        {alerts.map((one) => (
          <li key={one.id}>
            {one.words} Since <Moment at={one.raisedAt} />
            {one.endedAt ? (
              <>
                , well again since <Moment at={one.endedAt} />
              </>
            ) : null}
            .
            {maySee && !one.seen ? (
              <form action="/desk/alerts/house" method="post">
                <input type="hidden" name="alert" value={one.id} />
                <Button second>I have seen it</Button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
