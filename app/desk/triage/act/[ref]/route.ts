import type { NextRequest } from "next/server";
import type { Staff } from "#app/_auth/staff.ts";
import { act, type Done } from "#app/desk/_kit/act.ts";
import { referenceFrom } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { triageAct, triageAddress } from "#app/desk/_triage/address.ts";
import { dayInWords } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { linkRequests, minutesToUndo, undoLink } from "#lib/request/acts/link.ts";
import { snoozeRequest } from "#lib/request/acts/snooze.ts";
import { putBack, takeUp } from "#lib/request/acts/take-up.ts";

type Act = (actor: Staff, reference: string, form: FormData) => Promise<Done>;

const undo = (reference: string, fields: Record<string, string>) => ({
  action: triageAct(reference),
  fields: { ...fields, next: reference },
  words: "Undo",
});

const acts: Record<string, Act> = {
  accept: async (actor, reference) => {
    await takeUp(actor, reference);
    return {
      title: `${reference} is yours`,
      sentence: "It is no longer new.",
      undo: undo(reference, { act: "put_back" }),
    };
  },
  put_back: async (actor, reference) => {
    await putBack(actor, reference);
    return { title: `${reference} is new again`, sentence: "It is nobody's." };
  },
  snooze: async (actor, reference, form) => {
    const until = textOf(form, "until");
    await snoozeRequest(actor, reference, until || null);
    if (until === "") return { title: `${reference} is back`, sentence: "It stands among the new ones." };
    return {
      title: `${reference} is put aside until ${dayInWords(until, "en")}`,
      sentence: "It comes back by itself, and sooner where it is due.",
      undo: undo(reference, { act: "snooze", until: "" }),
    };
  },
  merge: async (actor, reference, form) => {
    const other = textOf(form, "other").toUpperCase();
    const link = await linkRequests(actor, reference, other, "duplicate");
    return {
      title: `${reference} is marked as the same as ${other}`,
      sentence: `In ${minutesToUndo} minutes it is closed and the person is told. Until then you can take it back.`,
      undo: undo(reference, { act: "unlink", link }),
    };
  },
  relate: async (actor, reference, form) => {
    const other = textOf(form, "other").toUpperCase();
    const link = await linkRequests(actor, reference, other, "related");
    return {
      title: `Linked with ${other}`,
      sentence: "Both requests show it.",
      to: triageAddress(reference),
      undo: undo(reference, { act: "unlink", link }),
    };
  },
  unlink: async (actor, reference, form) => {
    await undoLink(actor, reference, textOf(form, "link"));
    return { title: "The link is taken back", sentence: "Nobody outside was told of it." };
  },
};

type Context = { params: Promise<{ ref: string }> };

/** One act of sorting on a request; then the one that the page named as the next is opened. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  return act(request, triageAddress(reference), { title: "Done", sentence: "" }, async (actor, form) => {
    const wish = Object.hasOwn(acts, textOf(form, "act")) ? acts[textOf(form, "act")] : undefined;
    if (!wish) throw new HabeasError("invalid", "Choose what to do with it.");
    const done = await wish(actor, reference, form);
    const next = textOf(form, "next");
    return { to: triageAddress(next === "" ? null : referenceFrom(next)), ...done };
  });
}
