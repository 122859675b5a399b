import { Button } from "#app/_ui/Button.tsx";
import type { Waiting } from "#lib/dealing/outgoing/read.ts";
import { requestAddress } from "../_kit/address.ts";
import { Moment } from "../_kit/Moment.tsx";
import { heldWords, wayWords } from "./words.ts";

/** What was confirmed and has not gone: it can be taken back; and what was held back, with the reason. */
export function Outbox({
  waiting,
  reference,
  mayWrite,
}: {
  waiting: readonly Waiting[];
  reference: string;
  mayWrite: boolean;
}) {
  if (waiting.length === 0) return null;
  return (
    <ul className="desk-outbox" aria-label="On their way">
      {waiting.map((one) => (
        <li key={one.id}>
          {one.held === null ? (
            <p>
              <strong>Goes</strong> <Moment at={one.at} />, {wayWords[one.how].short}. By <bdi>{one.by}</bdi>.
            </p>
          ) : (
            <p className="late">{heldWords[one.held]}</p>
          )}
          <p className="desk-message-subject" dir="auto">
            {one.subject}
          </p>
          <details>
            <summary>What it says</summary>
            <p className="desk-message-text" dir="auto">
              {one.text}
            </p>
          </details>
          {one.held === null && mayWrite ? (
            <form action={requestAddress(reference, "/messages/back")} method="post">
              <input type="hidden" name="id" value={one.id} />
              <Button small second>
                Take it back
              </Button>
            </form>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
