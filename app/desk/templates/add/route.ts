import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { addTemplate } from "#lib/template/write.ts";

/** Adds a template of the house's own; its words are written next, language by language. */
export async function POST(request: NextRequest): Promise<Response> {
  const done = {
    title: "The template is there",
    sentence: "Write its words in each language: until then they are missing.",
  };
  return act(request, "/desk/templates", done, async (actor, form) => {
    await addTemplate(actor, textOf(form, "name"));
  });
}
