import { partFrom, referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { documentAnswer } from "#app/desk/_kit/document.ts";
import { openAttachment } from "#lib/dealing/read.ts";

type Context = { params: Promise<{ ref: string; id: string }> };

/** A file that came with a message, for staff who may see it. */
export async function GET(_request: Request, context: Context): Promise<Response> {
  const { ref, id } = await context.params;
  const reference = referenceFrom(ref);
  return documentAnswer(requestAddress(reference), (actor) => openAttachment(actor, reference, partFrom(id)));
}
