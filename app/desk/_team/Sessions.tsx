import { Button } from "#app/_ui/Button.tsx";
import { Moment } from "#app/desk/_kit/Moment.tsx";
import type { OpenSession } from "#lib/staff/sessions.ts";

/** Sessions that open the desk still, each with the way to end it. `back`: the page that the act leads back to. */
export function Sessions({
  sessions,
  back,
  mayEnd,
}: {
  sessions: readonly OpenSession[];
  back: "team" | "sessions";
  mayEnd: boolean;
}) {
  return (
    <ul className="team-sessions">
      {sessions.map((one) => (
        <li key={one.id}>
          <span>
            <strong>{one.device || "A browser"}</strong>
            {one.here ? ", this one" : ""}
            <br />
            <span className="faint">
              since <Moment at={one.since} />, last used <Moment at={one.seenAt} />
            </span>
          </span>
          {mayEnd && !one.here ? (
            <form action="/desk/team/act" method="post">
              <input type="hidden" name="act" value="end_session" />
              <input type="hidden" name="back" value={back} />
              <input type="hidden" name="session" value={one.id} />
              <Button second small>
                End it
              </Button>
            </form>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
