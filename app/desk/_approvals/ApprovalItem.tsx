import { Button } from "#app/_ui/Button.tsx";
import type { Approval } from "#lib/decision/approvals.ts";
import { currentMap } from "#lib/map/current.ts";
import { NoticePreview } from "../_decide/NoticePreview.tsx";
import { Proposed } from "../_decide/Proposed.tsx";
import { requestAddress } from "../_kit/address.ts";
import { Moment } from "../_kit/Moment.tsx";
import { counted, rightWords } from "../_kit/words.ts";

const titles: Record<Approval["kind"], string> = {
  decision: "Decision",
  fee: "Fee",
  receipt: "Day of receipt",
  erasure: "Erasure",
  rectification: "Corrections",
};

/** One thing that waits for a second person, whole on one page: what is agreed to, why, and what the person will read. */
export function ApprovalItem({ approval, first }: { approval: Approval; first: boolean }) {
  const { reference, right, person, by, at, mayNot } = approval;
  const id = `${approval.kind}-${reference}`;
  return (
    <section aria-labelledby={id} className="approval">
      <div className="approval-head">
        <h2 id={id}>
          {titles[approval.kind]}:{" "}
          <a href={requestAddress(reference)} data-row>
            {reference}
          </a>
        </h2>
        <p>
          {rightWords[right]}, <bdi>{person}</bdi>. Proposed by {by}, <Moment at={at} />.
        </p>
      </div>
      {approval.kind === "decision" ? (
        <div className="decide-body">
          <div>
            <Proposed content={approval.work.content} right={right} grounds={approval.work.grounds} />
          </div>
          <div className="decide-side">
            <NoticePreview work={approval.work} id={id} />
          </div>
        </div>
      ) : approval.kind === "erasure" ? (
        <Plan approval={approval} />
      ) : approval.kind === "rectification" ? (
        <Corrections approval={approval} />
      ) : (
        <Facts approval={approval} />
      )}
      {approval.kind === "erasure" || approval.kind === "rectification" ? null : (
        <Acts approval={approval} first={first} />
      )}
      {mayNot ? <p>{mayNot}</p> : null}
    </section>
  );
}

/** Where the plan of an erasure stands whole: it is approved there, exactly as it is shown. */
function Plan({ approval }: { approval: Extract<Approval, { kind: "erasure" }> }) {
  const { reference, number, changing, kept, first } = approval;
  return (
    <>
      <p>
        Plan {number}: {counted(changing, "record changes", "records change")},{" "}
        {counted(kept, "stays", "stay")} on a ground.{" "}
        {first ? (
          <>
            Approved by <bdi>{first}</bdi>; one approval is missing.
          </>
        ) : (
          "Two approvals are missing."
        )}
      </p>
      <p>
        <a href={requestAddress(reference, "/erase")}>Look at the plan</a>
      </p>
    </>
  );
}

/** The same for corrections: every value stands on their own page. */
function Corrections({ approval }: { approval: Extract<Approval, { kind: "rectification" }> }) {
  const { reference, number, undo, changing, byHand, first, needs } = approval;
  return (
    <>
      <p>
        Plan {number}
        {undo ? ", which undoes an earlier one" : ""}: {counted(changing, "value changes", "values change")},{" "}
        {counted(byHand, "is", "are")} corrected by people.{" "}
        {first ? (
          <>
            Approved by <bdi>{first}</bdi>; one approval is missing.
          </>
        ) : needs === 2 ? (
          "Two approvals are missing."
        ) : (
          "One approval is missing."
        )}
      </p>
      <p>
        <a href={requestAddress(reference, "/correct")}>Look at the plan</a>
      </p>
    </>
  );
}

type WithActs = Exclude<Approval, { kind: "erasure" | "rectification" }>;

function Facts({ approval }: { approval: Exclude<WithActs, { kind: "decision" }> }) {
  const rows =
    approval.kind === "fee"
      ? [
          ["Amount", approval.amount],
          ["Because", approval.reason.replaceAll("_", " ")],
          ["The person reads", approval.explanation],
          ["Evidence", approval.evidence],
        ]
      : [
          ["Stands now", `${moment(approval.from)}, ${approval.fromChannel.replaceAll("_", " ")}`],
          ["Should be", `${moment(approval.to)}, ${approval.channel.replaceAll("_", " ")}`],
          ["Why", approval.why],
          ["Shown by", approval.evidence],
        ];
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

const moment = (at: Date): string =>
  at.toLocaleString("en-GB", {
    timeZone: currentMap().company.timezone,
    dateStyle: "full",
    timeStyle: "short",
  });

const agree: Record<WithActs["kind"], string> = {
  decision: "Agree",
  fee: "Agree, and tell the person",
  receipt: "Agree, and correct it",
};

/** What an act is bound to: exactly what stands on the page. */
function seenOf(approval: WithActs): string {
  if (approval.kind === "decision") return approval.work.hash;
  return approval.kind === "receipt" ? approval.id : approval.seen;
}

/** Below all that is agreed to, also on a phone: nobody presses before they could have read it. */
function Acts({ approval, first }: { approval: WithActs; first: boolean }) {
  if (approval.mayNot) return null;
  const ends = approval.kind === "decision" && approval.work.content.outcome === "refused";
  return (
    <form action="/desk/approvals/act" method="post" className="approval-act">
      <input type="hidden" name="kind" value={approval.kind} />
      <input type="hidden" name="reference" value={approval.reference} />
      <input type="hidden" name="seen" value={seenOf(approval)} />
      {ends ? <p>Agreeing sends the notice and ends the request. It cannot be taken back then.</p> : null}
      {approval.kind === "decision" ? (
        <label className="field">
          What should be different, where you send it back
          <textarea name="note" rows={2} maxLength={2000} />
        </label>
      ) : null}
      <p className="decide-acts">
        <Button name="act" value="agree" data-key={first ? "p" : undefined}>
          {ends ? "Agree and send" : agree[approval.kind]} {first ? <kbd>p</kbd> : null}
        </Button>
        <Button second name="act" value="back" data-key={first ? "b" : undefined}>
          {approval.kind === "decision" ? "Send back" : "Do not agree"} {first ? <kbd>b</kbd> : null}
        </Button>
      </p>
    </form>
  );
}
