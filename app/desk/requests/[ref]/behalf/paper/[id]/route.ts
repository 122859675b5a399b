import { partFrom, referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { documentAnswer } from "#app/desk/_kit/document.ts";
import { viewPaper } from "#lib/behalf/papers.ts";

type Context = { params: Promise<{ ref: string; id: string }> };

/** A paper that shows an authority, for staff who judge it. */
export async function GET(_request: Request, context: Context): Promise<Response> {
  const { ref, id } = await context.params;
  const reference = referenceFrom(ref);
  return documentAnswer(requestAddress(reference, "/behalf"), (actor) =>
    viewPaper(actor, reference, partFrom(id)),
  );
}
