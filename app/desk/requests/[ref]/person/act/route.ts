import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { collectAgain } from "#lib/fanout/collect-again.ts";
import { decideLimit, decideLinks } from "#lib/fanout/link/decide.ts";
import { splitIdentifier, splitKey } from "#lib/fanout/link/split.ts";
import { undoDecision } from "#lib/fanout/link/undo.ts";

type Context = { params: Promise<{ ref: string }> };

const notWhole = () => new HabeasError("invalid", "The form is not whole. Send it again.");

/** What staff can do about who a person is: every act with a reason, every one of them reversible. */
const acts: Record<string, (actor: Actor, form: FormData, reference: string) => Promise<void>> = {
  links: (actor, form) =>
    decideLinks(actor, {
      taskId: textOf(form, "task"),
      accepted: form.getAll("link").filter((link) => typeof link === "string"),
      reason: textOf(form, "reason"),
    }),
  limit: (actor, form) => {
    const use = textOf(form, "use");
    if (use !== "all" && use !== "none") throw notWhole();
    return decideLimit(actor, { taskId: textOf(form, "task"), use, reason: textOf(form, "reason") });
  },
  split_key: (actor, form) => splitKey(actor, textOf(form, "key"), textOf(form, "reason")),
  split_identifier: (actor, form, reference) =>
    splitIdentifier(actor, reference, Number(textOf(form, "identifier")), textOf(form, "reason")),
  undo: (actor, form) => undoDecision(actor, textOf(form, "decision"), textOf(form, "reason")),
  again: (actor, form) => collectAgain(actor, textOf(form, "task")),
};

export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = {
    title: "Done",
    sentence: "The systems are asked again where that is needed. Load this page again in a moment.",
  };
  return act(request, requestAddress(reference, "/person"), done, async (actor, form) => {
    const chosen = acts[textOf(form, "act")];
    if (!chosen) throw notWhole();
    await chosen(actor, form, reference);
  });
}
