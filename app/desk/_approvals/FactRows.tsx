import type { Approval } from "#lib/decision/approvals.ts";
import { currentMap } from "#lib/map/current.ts";

type Row = readonly [name: string, value: string];
type Of<Kind extends Approval["kind"]> = Extract<Approval, { kind: Kind }>;

/** What is proposed, line by line. */
export function FactRows({ rows }: { rows: readonly Row[] }) {
  return (
    <dl className="decide-facts">
      {rows.map(([name, value]) => (
        <div key={name} className="decide-pair">
          <dt>{name}</dt>
          <dd className="decide-text">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export const feeRows = ({ amount, reason, explanation, evidence }: Of<"fee">): Row[] => [
  ["Amount", amount],
  ["Because", reason.replaceAll("_", " ")],
  ["The person reads", explanation],
  ["Evidence", evidence],
];

export const receiptRows = ({ from, fromChannel, to, channel, why, evidence }: Of<"receipt">): Row[] => [
  ["Stands now", `${moment(from)}, ${fromChannel.replaceAll("_", " ")}`],
  ["Should be", `${moment(to)}, ${channel.replaceAll("_", " ")}`],
  ["Why", why],
  ["Shown by", evidence],
];

const moment = (at: Date): string =>
  at.toLocaleString("en-GB", {
    timeZone: currentMap().company.timezone,
    dateStyle: "full",
    timeStyle: "short",
  });
