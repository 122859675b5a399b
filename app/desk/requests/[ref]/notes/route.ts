import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { takeBackNote, writeNote } from "#lib/request/acts/note.ts";

type Context = { params: Promise<{ ref: string }> };

/** Writes a note for the staff, or with `note` takes one of one's own back. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const done = { title: "The note is taken back", sentence: "It is no longer shown." };
  return act(request, requestAddress(reference), done, async (actor, form) => {
    const taken = textOf(form, "note");
    if (taken !== "") {
      await takeBackNote(actor, reference, taken);
      return done;
    }
    const id = await writeNote(actor, reference, {
      text: textOf(form, "note-text"),
      onceKey: textOf(form, "once"),
    });
    return {
      title: "The note is written",
      sentence: "Only staff see it.",
      undo: { action: requestAddress(reference, "/notes"), fields: { note: id }, words: "Undo" },
    };
  });
}
