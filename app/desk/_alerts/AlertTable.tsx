import { Button } from "#app/_ui/Button.tsx";
import { requestAddress } from "#app/desk/_kit/address.ts";
import { regimeWords, rightWords } from "#app/desk/_kit/words.ts";
import type { AlertMark } from "#lib/clock/marks.ts";
import { dayInWords } from "#lib/core/day.ts";
import type { UnseenAlert } from "#lib/request/clocks/sweep/alerts.ts";
import { aboutInWords, markInWords } from "#lib/request/clocks/sweep/words.ts";

/** Alerts as ruled rows, in groups of what has come, the worst group first. Below 68 rem each row is an entry of a list. */
export function AlertTable({ alerts, maySee }: { alerts: readonly UnseenAlert[]; maySee: boolean }) {
  const marks = [...new Set(alerts.map(({ mark }) => mark))];
  return (
    <table className="listed alerts-ledger">
      <thead>
        <tr>
          {["Request", "Right", "Law", "Clock", "Safe day", "Owner"].map((word) => (
            <th key={word} scope="col">
              {word}
            </th>
          ))}
          {maySee ? <th scope="col">Act</th> : null}
        </tr>
      </thead>
      {marks.map((mark) => (
        <Group key={mark} mark={mark} alerts={alerts.filter((one) => one.mark === mark)} maySee={maySee} />
      ))}
    </table>
  );
}

function Group({
  mark,
  alerts,
  maySee,
}: {
  mark: AlertMark;
  alerts: readonly UnseenAlert[];
  maySee: boolean;
}) {
  return (
    <tbody>
      <tr className={mark === "breached" ? "ledger-group alerts-worst" : "ledger-group"}>
        <th colSpan={maySee ? 7 : 6} scope="rowgroup">
          {markInWords(mark)}, {alerts.length}
        </th>
      </tr>
      {alerts.map((one) => (
        <Row key={one.id} alert={one} maySee={maySee} />
      ))}
    </tbody>
  );
}

/** Where an alert is dealt with, where that is not the page of the request itself. */
const ways: Partial<Record<AlertMark, { path: string; words: string }>> = {
  extension_decision: { path: "/clock", words: "Decide whether it takes longer" },
  recipient_silent: { path: "/told", words: "Ask them, or record their answer" },
};

function Row({ alert, maySee }: { alert: UnseenAlert; maySee: boolean }) {
  const { reference, mark } = alert;
  const way = ways[mark];
  return (
    <tr>
      <td className="cell-reference">
        <a href={requestAddress(reference, way?.path ?? "")} className="mono" data-row>
          {reference}
        </a>
        {way ? ` ${way.words}` : null}
      </td>
      <td>{rightWords[alert.right]}</td>
      <td>{regimeWords(alert.law)}</td>
      <td>{aboutInWords(alert.kind)}</td>
      <td data-label="Safe day" className={mark === "breached" ? "late" : undefined}>
        <time dateTime={alert.dueDay}>{dayInWords(alert.dueDay, "en")}</time>
        {alert.late ? <span className="faint"> (told late)</span> : null}
      </td>
      <td data-label="Owner">
        {alert.owner ? <bdi>{alert.owner}</bdi> : <span className="faint">Nobody</span>}
      </td>
      {maySee ? (
        <td className="cell-act">
          <form action="/desk/alerts/seen" method="post">
            <input type="hidden" name="alert" value={alert.id} />
            <Button second small aria-label={`Seen: ${reference}, ${markInWords(mark)}`}>
              Seen
            </Button>
          </form>
        </td>
      ) : null}
    </tr>
  );
}
