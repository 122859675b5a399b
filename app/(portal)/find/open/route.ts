import { answerForm, seeOther } from "#app/_forms/post.ts";
import { parseReference } from "#lib/core/reference.ts";

/** Leads to the page of a request by its number, however it was typed. Whether it exists is not said. */
export function POST(request: Request) {
  return answerForm(request, async (values) => {
    const typed = (values.reference ?? "").toUpperCase().replace(/[^0-9A-Z]/g, "");
    const parts = /^([A-Z]{2,3})([0-9A-Z]{3})([0-9A-Z]{3})$/.exec(typed);
    const reference = parts && parseReference(parts.slice(1).join("-"));
    return seeOther(reference ? `/r/${reference}` : "/find?said=reference");
  });
}
