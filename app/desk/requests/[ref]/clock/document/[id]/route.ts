import { partFrom, referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { documentAnswer } from "#app/desk/_kit/document.ts";
import { viewDocument } from "#lib/request/clocks/documents.ts";

type Context = { params: Promise<{ ref: string; id: string }> };

/** A document that was sent, for staff who may see it. */
export async function GET(_request: Request, context: Context): Promise<Response> {
  const { ref, id } = await context.params;
  const reference = referenceFrom(ref);
  return documentAnswer(requestAddress(reference, "/clock"), (actor) =>
    viewDocument(actor, reference, partFrom(id)),
  );
}
