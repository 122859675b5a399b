import { Button } from "#app/_ui/Button.tsx";
import type { Approval } from "#lib/decision/approvals.ts";
import { placeOfApproval } from "./items.ts";
import type { Brief } from "./load.ts";

/** What agreeing does, said before it is done. */
function consequence(approval: Approval, { erasure }: Brief): string {
  switch (approval.kind) {
    case "decision":
      return approval.work.content.outcome === "refused"
        ? "Agreeing sends the notice and ends the request. It cannot be taken back then."
        : "Agreeing sends nothing yet: the person is told when the answer is released.";
    case "fee":
      return "Agreeing tells the person of the fee. They may withdraw then.";
    case "receipt":
      return "Agreeing corrects the day, judges every clock anew and tells the person.";
    case "erasure":
      if (!approval.first) return "One more person must approve after you. Nothing is erased before that.";
      return (erasure?.undoDays ?? 0) > 0
        ? "Yours is the last approval: the erasure begins. What is removed can be put back for some days."
        : "Yours is the last approval: the erasure begins, and cannot be taken back.";
    case "rectification":
      return approval.needs === 2 && !approval.first
        ? "One more person must approve after you. Nothing is changed before that."
        : "Agreeing begins the corrections at once. They can be undone.";
    case "spam":
      return "Agreeing closes the request and sends the mail above.";
  }
}

const agree: Record<Approval["kind"], string> = {
  decision: "Agree",
  fee: "Agree, and tell the person",
  receipt: "Agree, and correct it",
  erasure: "Approve this plan",
  rectification: "Approve this plan",
  spam: "Agree, and close it",
};

/** What an act is bound to: exactly what stands on the page; nothing where it cannot be shown any more. */
function boundTo(approval: Approval, { erasure, corrections }: Brief): { id: string; seen: string } | null {
  const plan = approval.kind === "erasure" ? erasure?.erasure : corrections?.plan;
  switch (approval.kind) {
    case "decision":
      return { id: "", seen: approval.work.hash };
    case "fee":
      return { id: "", seen: approval.seen };
    case "receipt":
    case "spam":
      return { id: approval.id, seen: approval.id };
    default:
      return plan?.state === "proposed" && plan.hash ? { id: plan.id, seen: plan.hash } : null;
  }
}

/** Below all that is agreed to, also on a phone: nobody presses before they could have read it. */
export function Acts({ approval, more, next }: { approval: Approval; more: Brief; next: string | null }) {
  const bound = boundTo(approval, more);
  if (!bound) return <p>This plan is another one by now. Load the page again.</p>;
  const ends = approval.kind === "decision" && approval.work.content.outcome === "refused";
  const typed = approval.kind === "erasure" ? (more.erasure?.erasure?.typedNumber ?? null) : null;
  return (
    <form
      action={`/desk/approvals/act?at=${placeOfApproval(approval)}`}
      method="post"
      className="approval-act"
    >
      <input type="hidden" name="kind" value={approval.kind} />
      <input type="hidden" name="reference" value={approval.reference} />
      <input type="hidden" name="id" value={bound.id} />
      <input type="hidden" name="seen" value={bound.seen} />
      <input type="hidden" name="next" value={next ?? ""} />
      <p>{consequence(approval, more)}</p>
      {typed === null ? null : (
        <label className="field">
          This is more than usual: {typed.toLocaleString("en-GB")} records would change. If that is right,
          type the number.
          <input
            className="box box-short"
            name="typed"
            inputMode="numeric"
            autoComplete="off"
            maxLength={20}
          />
        </label>
      )}
      <p className="decide-acts">
        <Button name="act" value="agree" data-key="p">
          {ends ? "Agree and send" : agree[approval.kind]} <kbd>p</kbd>
        </Button>
      </p>
      <label className="field">
        <span>
          What should be different, where you send it back <kbd>b</kbd>
        </span>
        <textarea name="note" rows={2} maxLength={2000} data-key="b" />
      </label>
      <p className="decide-acts">
        <Button second name="act" value="back">
          Send back
        </Button>
      </p>
    </form>
  );
}
