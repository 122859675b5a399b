import type { NextRequest } from "next/server";
import { act } from "#app/desk/_kit/act.ts";
import { partFrom, referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { textOf } from "#app/desk/_kit/form.ts";
import { hideByHand } from "#lib/redaction/by-hand.ts";

type Context = { params: Promise<{ ref: string }> };

/** A reader hides a text that no rule found: in the one place where they marked it, or wherever it stands. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const page = requestAddress(reference, "/hidden");
  const done = {
    title: "Hidden",
    sentence: "Its places are being counted. Show it again on the page of findings if that was wrong.",
  };
  return act(request, page, done, async (actor, form) => {
    const [system, collection] = [textOf(form, "system"), textOf(form, "collection")];
    const record = { system, collection, field: textOf(form, "field"), record: textOf(form, "record") };
    const text = form.get("text");
    await hideByHand(actor, reference, {
      text: typeof text === "string" ? text : "",
      rule: textOf(form, "rule"),
      why: textOf(form, "why"),
      place: textOf(form, "where") === "everywhere" ? null : record,
    });
    const number = Number(textOf(form, "number"));
    const at = Number.isSafeInteger(number) && number > 0 ? `?record=${number}#record-${number}` : "";
    const path = [system, collection].map((part) => encodeURIComponent(partFrom(part))).join("/");
    return { ...done, to: `${page}/records/${path}${at}` };
  });
}
