import { partFrom, referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { documentAnswer } from "#app/desk/_kit/document.ts";
import { letterPdfOf } from "#lib/notice/message/preview.ts";

type Context = { params: Promise<{ ref: string; id: string }> };

/** A message as a letter for post: a PDF to print. */
export async function GET(_request: Request, context: Context): Promise<Response> {
  const { ref, id } = await context.params;
  const reference = referenceFrom(ref);
  return documentAnswer(requestAddress(reference, "/messages"), (actor) =>
    letterPdfOf(actor, reference, partFrom(id)),
  );
}
