import { Button } from "#app/_ui/Button.tsx";
import type { CorrectionView, ReceiptFile } from "#lib/request/receipt-file.ts";
import { requestAddress } from "../_kit/address.ts";
import { Moment } from "../_kit/Moment.tsx";
import { channelWords } from "../_new/words.ts";

/** Corrections of the receipt, newest first: who asked, who decided, and what waits. */
export function Corrections({ file }: { file: ReceiptFile }) {
  if (file.corrections.length === 0) return <p>Nobody has corrected the receipt.</p>;
  return (
    <ul className="receipt-list">
      {file.corrections.map((one) => (
        <li key={one.id}>
          <p>
            <b>
              {channelWords[one.channel] ?? one.channel}, <Moment at={one.receivedAt} />
            </b>
          </p>
          {one.text ? (
            <p className="receipt-text">
              {one.text.why} Shown by: {one.text.evidence}
            </p>
          ) : null}
          <p>
            Asked for by {one.by}, <Moment at={one.at} />. <Verdict one={one} />
          </p>
          {one.verdict === null ? <Decide one={one} file={file} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Verdict({ one: { verdict, decidedBy, decidedAt, by } }: { one: CorrectionView }) {
  if (verdict === null) return <>It waits for somebody else.</>;
  const word = verdict === "approved" ? "Approved" : decidedBy === by ? "Taken back" : "Rejected";
  return (
    <>
      {word} by {decidedBy}
      {decidedAt ? (
        <>
          , <Moment at={decidedAt} />
        </>
      ) : null}
      .
    </>
  );
}

function Decide({ one, file: { reference, may } }: { one: CorrectionView; file: ReceiptFile }) {
  const approves = may.approve && !one.own;
  const rejects = approves || (one.own && may.correct);
  if (!rejects) return null;
  return (
    <form action={requestAddress(reference, "/receipt/decide")} method="post" className="receipt-acts">
      <input type="hidden" name="id" value={one.id} />
      {approves ? (
        <Button small name="verdict" value="approved">
          Approve
        </Button>
      ) : null}
      <Button small second name="verdict" value="rejected">
        {one.own ? "Take it back" : "Reject"}
      </Button>
    </form>
  );
}
