import { networkNow } from "#app/_auth/network.ts";
import { askerWithToken } from "#app/_auth/visitor.ts";
import { answerForm, seeOther } from "#app/_forms/post.ts";
import { placeNow } from "#app/_text/place.ts";
import { fileBatch } from "#lib/behalf/batch.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { countFiling, effortAsked } from "#lib/request/effort/asked.ts";

/** Files a checked list. While very many are filed, lists wait. */
export function POST(request: Request): Promise<Response> {
  return answerForm(request, async ({ formKey = "" }) => {
    const { actor, cookies } = await askerWithToken();
    const { brandId } = await placeNow();
    const network = await networkNow();
    if (await effortAsked(network))
      throw new HabeasError("too_many", "Very many requests are filed just now. Try again in a few minutes.");
    try {
      await fileBatch(actor, formKey, brandId);
      await countFiling(network);
    } catch (error) {
      const known = error instanceof HabeasError && (error.code === "gone" || error.code === "conflict");
      if (!known) throw error;
    }
    return seeOther("/for/batch", cookies);
  });
}
