import { asker } from "#app/_auth/visitor.ts";
import { answerFormAbout, seeOther } from "#app/_forms/post.ts";
import { renewHandover } from "#lib/bundle/handover.ts";
import { HabeasError } from "#lib/core/errors.ts";

/** Opens an ended download again. A stranger is led to the code page, as from everywhere. */
export function POST(request: Request, { params }: { params: Promise<{ ref: string }> }) {
  return answerFormAbout(request, params, async (reference) => {
    try {
      await renewHandover(await asker(), reference);
      return seeOther(`/r/${reference}/download?said=renewed`);
    } catch (error) {
      if (error instanceof HabeasError && error.code === "not_found")
        return seeOther(`/r/${reference}/download`);
      throw error;
    }
  });
}
