import type { NextRequest } from "next/server";
import { act, type Done } from "#app/desk/_kit/act.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { approveDecision, sendBack } from "#lib/decision/propose.ts";
import { decideReceipt } from "#lib/request/clocks/correct-receipt.ts";
import { approveFee, rejectFee } from "#lib/request/clocks/fee.ts";

type Given = { reference: string; seen: string; note: string };
type Act = (actor: Actor, given: Given) => Promise<Done>;

const back: Done = {
  title: "Sent back",
  sentence: "Nothing was sent to the person. Who proposed it sees why.",
};
const rejected: Done = {
  title: "Not agreed",
  sentence: "It does not happen. Nothing was sent to the person.",
};

const acts: Record<string, Act> = {
  "decision agree": async (actor, { reference, seen }) => {
    const { sent } = await approveDecision(actor, reference, seen);
    return sent
      ? { title: "Agreed and sent", sentence: `${reference} is refused, and the person is told by mail.` }
      : { title: "Agreed", sentence: `${reference}: the person is told when the answer is released.` };
  },
  "decision back": async (actor, { reference, seen, note }) => {
    await sendBack(actor, reference, seen, note);
    return back;
  },
  "fee agree": async (actor, { reference, seen }) => {
    await approveFee(actor, reference, seen);
    return { title: "Agreed", sentence: `${reference}: the person is told of the fee, and may withdraw.` };
  },
  "fee back": async (actor, { reference, seen }) => {
    await rejectFee(actor, reference, seen);
    return rejected;
  },
  "receipt agree": async (actor, { reference, seen }) => {
    await decideReceipt(actor, reference, seen, "approved");
    return {
      title: "Corrected",
      sentence: `${reference} counts from the other day now, and the person is told.`,
    };
  },
  "receipt back": async (actor, { reference, seen }) => {
    await decideReceipt(actor, reference, seen, "rejected");
    return rejected;
  },
};

/** A second person agrees to exactly what the page showed, or sends it back. */
export async function POST(request: NextRequest): Promise<Response> {
  return act(request, "/desk/approvals", { title: "Done", sentence: "" }, async (actor, form) => {
    const chosen = acts[`${textOf(form, "kind")} ${textOf(form, "act")}`];
    if (!chosen) throw new HabeasError("invalid", "The form is not whole. Send it again.");
    return chosen(actor, {
      reference: textOf(form, "reference"),
      seen: textOf(form, "seen"),
      note: textOf(form, "note"),
    });
  });
}
