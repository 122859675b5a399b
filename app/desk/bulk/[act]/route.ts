import type { NextRequest } from "next/server";
import { sheetAddress } from "#app/desk/_bulk/address.ts";
import { didWords } from "#app/desk/_bulk/words.ts";
import { act } from "#app/desk/_kit/act.ts";
import { partFrom } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { bulkActNamed, type Fields } from "#lib/request/acts/bulk/acts.ts";
import { prepareBulk } from "#lib/request/acts/bulk/prepare.ts";
import { runBulk } from "#lib/request/acts/bulk/run.ts";

type Context = { params: Promise<{ act: string }> };

/**
 * One act on the requests that were chosen in the queue: `ref` for each, `q` the query of the list, and what the act needs.
 * What is light and can be taken back is done at once; the rest is looked at first.
 */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const typed = partFrom((await context.params).act);
  const page = listFrom(request);
  return act(request, page, { title: "Done", sentence: "" }, async (actor, form) => {
    const { name, act: bulk } = bulkActNamed(typed);
    const references = form.getAll("ref").flatMap((one) => (typeof one === "string" ? [one] : []));
    const once = textOf(form, "once");
    const fields = fieldsIn(form);
    const id = await prepareBulk(actor, {
      act: name,
      references,
      fields,
      ...(once === "" ? {} : { onceKey: once }),
    });
    if (bulk.weight !== "light")
      return { title: "Nothing is done yet", sentence: "Look at it first.", to: sheetAddress(id) };
    const ran = await runBulk(actor, id);
    if (ran.notDone + ran.waiting > 0)
      return { title: "Not all were done", sentence: "This page says which, and why.", to: sheetAddress(id) };
    return {
      ...didWords(name, fields, ran.done),
      undo: { action: `${sheetAddress(id)}/undo`, fields: { back: page }, words: "Undo" },
    };
  });
}

/** The list that the form stood on, so that one comes back to it. */
function listFrom(request: NextRequest): string {
  const came = URL.parse(request.headers.get("referer") ?? "");
  return came?.pathname === "/desk" ? `/desk${came.search}` : "/desk";
}

/** The fields of an act but for what chose the requests. */
function fieldsIn(form: FormData): Fields {
  const names = [...form.keys()].filter((name) => !["ref", "q", "once"].includes(name));
  return Object.fromEntries(names.map((name) => [name, textOf(form, name)]));
}
