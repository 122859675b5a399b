import { asker } from "#app/_auth/visitor.ts";
import { answerFormAbout, seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { cancelRequest } from "#lib/request/cancel.ts";

/** Takes the request back. Pressed twice, or too late: the cancel page says how it stands. */
export function POST(request: Request, { params }: { params: Promise<{ ref: string }> }) {
  return answerFormAbout(request, params, async (reference) => {
    try {
      await cancelRequest(await asker(), reference);
      return seeOther(`/r/${reference}`);
    } catch (error) {
      if (error instanceof HabeasError && (error.code === "conflict" || error.code === "not_found")) {
        return seeOther(`/r/${reference}/cancel`);
      }
      throw error;
    }
  });
}
