import type { NextRequest } from "next/server";
import type { Staff } from "#app/_auth/staff.ts";
import { batchAddress } from "#app/desk/_batches/words.ts";
import { act, type Done } from "#app/desk/_kit/act.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { approveBatch } from "#lib/erasure/batch/approve.ts";
import {
  acceptBatchRemains,
  dropBatch,
  haltBatch,
  recordBatchByHand,
  resumeBatch,
} from "#lib/erasure/batch/stop.ts";

type Context = { params: Promise<{ number: string }> };
type Act = { done: Done; run: (actor: Staff, form: FormData) => Promise<void> };

const acts: Record<string, Act> = {
  approve: {
    done: {
      title: "Approved",
      sentence: "Your approval is of exactly this plan. What is next stands below.",
    },
    run: (actor, form) =>
      approveBatch(actor, textOf(form, "id"), {
        hash: textOf(form, "hash"),
        typed: numberIn(textOf(form, "typed")),
      }),
  },
  drop: {
    done: { title: "Dropped", sentence: "The batch is given up. What was done of it before stays done." },
    run: (actor, form) => dropBatch(actor, textOf(form, "id")),
  },
  stop: {
    done: { title: "Stopped", sentence: "No further step begins. What was done stays done." },
    run: (actor, form) => haltBatch(actor, textOf(form, "id")),
  },
  resume: {
    done: { title: "It goes on", sentence: "It is compared with the systems first, as before." },
    run: (actor, form) => resumeBatch(actor, textOf(form, "id")),
  },
  by_hand: {
    done: { title: "Recorded", sentence: "The system is looked up again." },
    run: (actor, form) => recordBatchByHand(actor, textOf(form, "system"), textOf(form, "note")),
  },
  accept: {
    done: { title: "Accepted", sentence: "Your reason is kept. The system is looked up again." },
    run: (actor, form) =>
      acceptBatchRemains(actor, textOf(form, "system"), {
        reason: textOf(form, "note"),
        seen: textOf(form, "places"),
      }),
  },
};

/** A number as people type it; none is no plan's. */
function numberIn(typed: string): number {
  const digits = typed.replace(/[\s.,]/g, "");
  return /^\d{1,15}$/.test(digits) ? Number(digits) : Number.NaN;
}

/** What staff do about a batch; each act names the batch or the system that the page showed. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const number = Number((await context.params).number);
  const page = Number.isSafeInteger(number) && number > 0 ? batchAddress(number) : "/desk/erasures";
  return act(request, page, { title: "Done", sentence: "" }, async (actor, form) => {
    const name = textOf(form, "act");
    const chosen = Object.hasOwn(acts, name) ? acts[name] : undefined;
    if (!chosen) throw new HabeasError("invalid", "The form is not whole. Send it again.");
    await chosen.run(actor, form);
    return chosen.done;
  });
}
