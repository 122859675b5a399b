import type { NextRequest } from "next/server";
import { act, type Done } from "#app/desk/_kit/act.ts";
import { partFrom, referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { instantAt, isDay } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { confirmMessage, secondsToUndo } from "#lib/dealing/outgoing/confirm.ts";
import { currentMap } from "#lib/map/current.ts";

type Context = { params: Promise<{ ref: string; id: string }> };

/** Lets a message go as it was looked at: in ten seconds, or at the day and time that were chosen. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const { ref, id: part } = await context.params;
  const [reference, id] = [referenceFrom(ref), partFrom(part)];
  const messages = requestAddress(reference, "/messages");
  const undo = { action: `${messages}/back`, fields: { id }, words: "Undo" };
  const now: Done = {
    title: `The message goes in ${secondsToUndo} seconds`,
    sentence: "You can still take it back. It then stands in the thread.",
    to: messages,
    undo,
  };
  return act(request, `${messages}/preview/${encodeURIComponent(id)}`, now, async (actor, form) => {
    const at = textOf(form, "when") === "later" ? chosen(textOf(form, "day"), textOf(form, "time")) : null;
    await confirmMessage(actor, reference, { id, hash: textOf(form, "hash"), at });
    return at === null
      ? now
      : {
          title: "The message waits for its time",
          sentence: "It can be taken back until then.",
          to: messages,
          undo,
        };
  });
}

function chosen(day: string, time: string): Date {
  if (!isDay(day) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
    throw new HabeasError("invalid", "Choose a day and a time, or send it now.");
  return instantAt(day, time, currentMap().company.timezone);
}
