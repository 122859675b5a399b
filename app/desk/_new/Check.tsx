import { Button } from "#app/_ui/Button.tsx";
import type { LogState } from "./state.ts";

/** What the message becomes, before it is filed: each request with its law and its day. */
export function Check({
  state,
  check,
  send,
  waiting,
}: {
  state: LogState;
  check: NonNullable<LogState["check"]>;
  send: (form: FormData) => void;
  waiting: boolean;
}) {
  const { values, rights } = state;
  const { rows, came, place } = check;
  const [first] = rows;
  const late = rows.filter((row) => row.late).length;
  return (
    <form action={send} className="intake">
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {rights.map((right) => (
        <input key={right} type="hidden" name="rights" value={right} />
      ))}
      <h2>
        {rows.length === 1 ? "This becomes one request" : `This becomes ${rows.length} requests`}
        {first ? `; ${rows.length === 1 ? "it" : "the first"} must be answered by ${first.by}` : ""}
      </h2>
      {late > 0 ? (
        <div className="desk-notice desk-notice-problem" role="alert">
          <p className="desk-notice-title">
            {late === 1 && rows.length === 1
              ? "Its day has passed already"
              : `${late} of them are late already`}
          </p>
          <p>File it all the same: it shows as late in the queue, and the person is told.</p>
        </div>
      ) : null}
      <dl className="facts intake-facts">
        <div>
          <dt>From</dt>
          <dd>
            <bdi>{values.name}</bdi>, <bdi dir="ltr">{values.email}</bdi>
          </dd>
        </div>
        <div>
          <dt>Lives in</dt>
          <dd>{place}</dd>
        </div>
        <div>
          <dt>Came by</dt>
          <dd>
            {came}
            {values.time ? `, ${values.time}` : ""}
          </dd>
        </div>
        <div>
          <dt>Shown by</dt>
          <dd dir="auto">{values.evidence}</dd>
        </div>
      </dl>
      <ol className="receipt-list intake-rows">
        {rows.map((row) => (
          <li key={row.right}>
            <p>
              <b>{row.right}</b>, {row.laws}
            </p>
            <p>
              Answer by <b>{row.by}</b>
              {row.legal ? ` (the law’s last day: ${row.legal})` : ""}
              {row.late ? <strong className="intake-late">, late already</strong> : null}
            </p>
            <p className="faint">{row.next}</p>
          </li>
        ))}
      </ol>
      <p className="form-end intake-end">
        <Button name="intent" value="file" disabled={waiting}>
          {rows.length === 1 ? "File it" : `File ${rows.length} requests`}
        </Button>
        <Button name="intent" value="change" second disabled={waiting}>
          Change something
        </Button>
      </p>
    </form>
  );
}
