import { asker } from "#app/_auth/visitor.ts";
import { answerFormAbout, seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { askTransmission } from "#lib/transmission/ask.ts";

/** Asks that the data goes to another company. What was typed stays out of the address of the next page. */
export function POST(request: Request, { params }: { params: Promise<{ ref: string }> }) {
  return answerFormAbout(request, params, async (reference, values) => {
    const page = `/r/${reference}/elsewhere`;
    const controller = values.controller ?? "";
    try {
      await askTransmission(await asker(), reference, { controller, address: values.address ?? "" });
      return seeOther(page);
    } catch (error) {
      if (!(error instanceof HabeasError)) throw error;
      if (error.code === "not_found") return seeOther(`/r/${reference}/prove`);
      if (error.code === "invalid") {
        return seeOther(`${page}?said=${controller.trim() === "" ? "name" : "address"}`);
      }
      return seeOther(error.code === "conflict" ? `${page}?said=open` : page);
    }
  });
}
