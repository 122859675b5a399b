import type { NextRequest } from "next/server";
import type { Staff } from "#app/_auth/staff.ts";
import { act, type Done } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { cancelRequest } from "#lib/request/cancel.ts";
import { approveFee, dropFee, recordFeePaid } from "#lib/request/clocks/fee.ts";
import { judgeAnswer } from "#lib/request/clocks/judge-answer.ts";

type Context = { params: Promise<{ ref: string }> };

/** The short acts about a request's clock: nothing in them that would have to be typed twice. */
const acts: Record<string, (actor: Staff, reference: string, form: FormData) => Promise<Done>> = {
  judge: async (actor, reference, form) => {
    await judgeAnswer(actor, reference, textOf(form, "question"), textOf(form, "verdict"));
    return {
      title: "Judged",
      sentence: "The verdict is kept. A document that came with the answer is deleted.",
    };
  },
  approve: async (actor, reference, form) => {
    await approveFee(actor, reference, textOf(form, "seen"));
    return {
      title: "The person is told of the fee",
      sentence: "Nothing is charged before they have answered.",
    };
  },
  paid: async (actor, reference, form) => {
    await recordFeePaid(actor, reference, textOf(form, "day") || null);
    return { title: "The payment is recorded", sentence: "Every clock that waited for it goes on." };
  },
  drop: async (actor, reference) => {
    await dropFee(actor, reference);
    return { title: "The fee is dropped", sentence: "The request goes on as if none had been asked." };
  },
  close: async (actor, reference) => {
    await cancelRequest(actor, reference);
    return {
      title: "The request is closed",
      sentence: "The law takes it as withdrawn, and the person is told.",
    };
  },
};

export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = { title: "Done", sentence: "" };
  return act(request, requestAddress(reference, "/clock"), done, async (actor, form) => {
    const name = textOf(form, "act");
    const chosen = Object.hasOwn(acts, name) ? acts[name] : undefined;
    if (!chosen) throw new HabeasError("invalid", "The form is not whole. Send it again.");
    return chosen(actor, reference, form);
  });
}
