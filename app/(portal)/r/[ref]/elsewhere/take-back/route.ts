import { asker } from "#app/_auth/visitor.ts";
import { answerFormAbout, seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { withdrawTransmission } from "#lib/transmission/ask.ts";

/** Takes the wish back; where it has been sent already the page says so. */
export function POST(request: Request, { params }: { params: Promise<{ ref: string }> }) {
  return answerFormAbout(request, params, async (reference) => {
    try {
      await withdrawTransmission(await asker(), reference);
    } catch (error) {
      if (!(error instanceof HabeasError)) throw error;
    }
    return seeOther(`/r/${reference}/elsewhere`);
  });
}
