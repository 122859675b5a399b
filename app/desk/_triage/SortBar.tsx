import type { ReactNode } from "react";
import { Button, ButtonLink } from "#app/_ui/Button.tsx";
import { requestAddress } from "#app/desk/_kit/address.ts";
import { addDays, type Day } from "#lib/core/day.ts";
import type { Alike } from "#lib/request/acts/alike.ts";
import { latestSnooze } from "#lib/request/acts/snooze.ts";
import type { RequestFile } from "#lib/request/views.ts";
import { triageAct } from "./address.ts";

/** The four ways on with a new request, each with its key, and putting it aside. The first two lead to the next one. */
export function SortBar({
  file,
  alike,
  next,
  today,
}: {
  file: RequestFile;
  alike: readonly Alike[];
  next: string | null;
  today: Day;
}) {
  const { reference } = file;
  const first = alike.find((one) => one.answers);
  const last = latestSnooze(file.deadline.safeDue, today);
  const until = last === null ? null : ([addDays(today, 3), last].sort()[0] ?? last);
  return (
    <div className="triage-bar">
      <Sort reference={reference} act="accept" next={next}>
        <Button small data-key="1">
          Accept <kbd>1</kbd>
        </Button>
      </Sort>
      {first ? (
        <Sort reference={reference} act="merge" next={next} fields={{ other: first.reference }}>
          <Button second small data-key="2">
            Merge into {first.reference} <kbd>2</kbd>
          </Button>
        </Sort>
      ) : null}
      <ButtonLink second small href={requestAddress(reference, "/clock#questions")} data-key="3">
        Ask for a detail <kbd>3</kbd>
      </ButtonLink>
      <ButtonLink second small href={requestAddress(reference, "/decide")} data-key="4">
        Refuse <kbd>4</kbd>
      </ButtonLink>
      {until === null ? null : (
        <Sort reference={reference} act="snooze" next={next}>
          <label className="triage-until">
            <span className="hidden-words">Out of sight until</span>
            <input
              type="date"
              name="until"
              className="box"
              min={addDays(today, 1)}
              max={last ?? undefined}
              defaultValue={until}
              required
            />
          </label>
          <Button second small data-key="h">
            Snooze <kbd>h</kbd>
          </Button>
        </Sort>
      )}
      {next === null ? null : (
        <ButtonLink second small href={`/desk/triage?at=${next}`} data-key="n">
          Leave it <kbd>n</kbd>
        </ButtonLink>
      )}
    </div>
  );
}

/** A form that does one act of sorting and opens the next request. */
export function Sort({
  reference,
  act,
  next,
  fields = {},
  children,
}: {
  reference: string;
  act: string;
  next: string | null;
  fields?: Record<string, string>;
  children: ReactNode;
}) {
  return (
    <form action={triageAct(reference)} method="post" className="triage-act">
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="next" value={next ?? ""} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}
