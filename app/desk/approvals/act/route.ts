import type { NextRequest } from "next/server";
import { approvalsAddress } from "#app/desk/_approvals/items.ts";
import { act, type Done } from "#app/desk/_kit/act.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { approveDecision, sendBack } from "#lib/decision/propose.ts";
import { approveErasure, sendBackErasure } from "#lib/erasure/approve.ts";
import { approveRectification, sendBackRectification } from "#lib/rectification/approve.ts";
import { decideSpam } from "#lib/request/acts/spam.ts";
import { decideReceipt } from "#lib/request/clocks/correct-receipt.ts";
import { approveFee, rejectFee } from "#lib/request/clocks/fee.ts";

/** `seen`: what the act is bound to, as the page showed it. */
type Given = { reference: string; id: string; seen: string; note: string; typed: string };
type Staff = Extract<Actor, { kind: "staff" }>;
type Act = (actor: Staff, given: Given) => Promise<Done>;

const approved: Done = { title: "Approved", sentence: "Your approval is of exactly this plan." };

const agreeing: Record<string, Act> = {
  decision: async (actor, { reference, seen }) => {
    const { sent } = await approveDecision(actor, reference, seen);
    return sent
      ? { title: "Agreed and sent", sentence: `${reference} is refused, and the person is told by mail.` }
      : { title: "Agreed", sentence: `${reference}: the person is told when the answer is released.` };
  },
  fee: async (actor, { reference, seen }) => {
    await approveFee(actor, reference, seen);
    return { title: "Agreed", sentence: `${reference}: the person is told of the fee, and may withdraw.` };
  },
  receipt: async (actor, { reference, id }) => {
    await decideReceipt(actor, reference, id, "approved");
    return {
      title: "Corrected",
      sentence: `${reference} counts from the other day now, and the person is told.`,
    };
  },
  erasure: async (actor, { id, seen, typed }) => {
    const number = typed.replace(/[\s.,]/g, "");
    await approveErasure(actor, id, {
      hash: seen,
      ...(/^\d{1,15}$/.test(number) ? { typed: Number(number) } : {}),
    });
    return approved;
  },
  rectification: async (actor, { id, seen }) => {
    await approveRectification(actor, id, { hash: seen });
    return approved;
  },
  spam: async (actor, { reference, seen }) => {
    await decideSpam(actor, reference, true, { seen });
    return { title: "Closed as spam", sentence: "A mail tells the sender what to do if it was no spam." };
  },
};

const sentBack: Done = {
  title: "Sent back",
  sentence: "Nothing was done. Who proposed it is told, and sees why.",
};

const sends =
  (work: (actor: Staff, given: Given) => Promise<unknown>): Act =>
  async (actor, given) => {
    await work(actor, given);
    return sentBack;
  };

const returning: Record<string, Act> = {
  decision: sends((actor, { reference, seen, note }) => sendBack(actor, reference, seen, note)),
  fee: sends((actor, { reference, seen, note }) => rejectFee(actor, reference, seen, note)),
  receipt: sends((actor, { reference, id, note }) => decideReceipt(actor, reference, id, "rejected", note)),
  erasure: sends((actor, { id, seen, note }) => sendBackErasure(actor, id, { hash: seen, note })),
  rectification: sends((actor, { id, seen, note }) => sendBackRectification(actor, id, { hash: seen, note })),
  spam: sends((actor, { reference, seen, note }) => decideSpam(actor, reference, false, { seen, note })),
};

/** A second person agrees to exactly what the page showed, or sends it back with a note; then the next one is open. */
export async function POST(request: NextRequest): Promise<Response> {
  const page = approvalsAddress(request.nextUrl.searchParams.get("at"));
  return act(request, page, { title: "Done", sentence: "" }, async (actor, form) => {
    const kind = textOf(form, "kind");
    const name = textOf(form, "act");
    const acts = name === "agree" ? agreeing : name === "back" ? returning : {};
    const chosen = Object.hasOwn(acts, kind) ? acts[kind] : undefined;
    if (!chosen) throw new HabeasError("invalid", "The form is not whole. Send it again.");
    const done = await chosen(actor, {
      reference: textOf(form, "reference"),
      id: textOf(form, "id"),
      seen: textOf(form, "seen"),
      note: textOf(form, "note"),
      typed: textOf(form, "typed"),
    });
    return { ...done, to: approvalsAddress(textOf(form, "next")) };
  });
}
