import { asker } from "#app/_auth/visitor.ts";
import { answerFormAbout, seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { withdrawCorrection } from "#lib/rectification/corrections.ts";

/** Takes a correction back; where it is on its way already the page says so. */
export function POST(request: Request, { params }: { params: Promise<{ ref: string }> }) {
  return answerFormAbout(request, params, async (reference, values) => {
    const page = `/r/${reference}/correct`;
    try {
      await withdrawCorrection(await asker(), reference, values.correction ?? "");
      return seeOther(page);
    } catch (error) {
      if (error instanceof HabeasError) return seeOther(`${page}?said=late`);
      throw error;
    }
  });
}
