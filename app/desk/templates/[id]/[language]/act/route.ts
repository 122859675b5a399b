import type { NextRequest } from "next/server";
import { act, type Done } from "#app/desk/_kit/act.ts";
import { partFrom } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { templateAddress } from "#app/desk/_templates/words.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { keepForm } from "#lib/staff/kept-form.ts";
import { restoreTemplate, saveTemplate } from "#lib/template/write.ts";

type Context = { params: Promise<{ id: string; language: string }> };

/** Saves the words of a template in a language, or takes those of an earlier version again. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const { id: part, language: tag } = await context.params;
  const [id, language] = [partFrom(part), partFrom(tag)];
  const page = templateAddress(id, language);
  const done: Done = { title: "Saved", sentence: "Messages begin with these words from now on." };
  return act(request, page, done, async (actor, form) => {
    const seen = /^[0-9]{1,6}$/.test(textOf(form, "seen")) ? Number(textOf(form, "seen")) : null;
    if (textOf(form, "act") === "restore") {
      const version = Number(textOf(form, "version"));
      await restoreTemplate(actor, id, language, { version, seen });
      return { title: "The earlier words are back", sentence: "They are a version of their own." };
    }
    const words = { subject: textOf(form, "subject"), body: textOf(form, "body") };
    try {
      await saveTemplate(actor, id, language, { ...words, seen });
    } catch (error) {
      // What was typed is in the box again, whatever was wrong with it.
      if (error instanceof HabeasError)
        await keepForm(actor, { action: `${page}/act`, page, fields: Object.entries(words) });
      throw error;
    }
    return done;
  });
}
