import { dayName } from "#app/_text/dates.ts";
import { Button } from "#app/_ui/Button.tsx";
import { requestAddress } from "#app/desk/_kit/address.ts";
import { addDays } from "#lib/core/day.ts";
import type { ActsFile } from "#lib/request/acts/file.ts";

/** Putting a request aside until a day; what is due soon cannot be. */
export function Snooze({ file }: { file: ActsFile }) {
  const { snoozedUntil, latestSnooze, today, may, over } = file;
  const action = requestAddress(file.reference, "/snooze");
  if (snoozedUntil !== null) {
    return (
      <div className="acts-part">
        <h3>Put aside</h3>
        <form action={action} method="post" className="acts-line">
          <span>Until {dayName(snoozedUntil, "en")}</span>
          {may.work ? (
            <Button second small data-key="h">
              Bring back <kbd>h</kbd>
            </Button>
          ) : null}
        </form>
      </div>
    );
  }
  if (!may.work || over) return null;
  const tomorrow = addDays(today, 1);
  return (
    <div className="acts-part">
      <h3>Put aside</h3>
      {latestSnooze === null ? (
        <p className="faint">It is due soon, so it stays in sight.</p>
      ) : (
        <form action={action} method="post" className="acts-line">
          <label htmlFor="snooze-until" className="hidden-words">
            Out of sight until
          </label>
          <input
            type="date"
            id="snooze-until"
            name="until"
            className="box"
            min={tomorrow}
            max={latestSnooze}
            defaultValue={[addDays(today, 3), latestSnooze].sort()[0]}
            required
          />
          <Button second small data-key="h">
            Snooze <kbd>h</kbd>
          </Button>
        </form>
      )}
    </div>
  );
}
