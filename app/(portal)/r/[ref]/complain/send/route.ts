import { asker } from "#app/_auth/visitor.ts";
import { answerFormAbout, seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { complainAbout } from "#lib/request/complain.ts";
import { saidIn } from "../../_recourse/wrong.ts";

/** Files a complaint. Where nothing can be filed the page says how it stands. */
export function POST(request: Request, { params }: { params: Promise<{ ref: string }> }) {
  return answerFormAbout(request, params, async (reference, values) => {
    const page = `/r/${reference}/complain`;
    const said = saidIn(values);
    if ("wrong" in said) return seeOther(`${page}?said=${said.wrong}`);
    try {
      await complainAbout(await asker(), reference, said.text, (values.once ?? "").slice(0, 64));
      return seeOther(`${page}?sent=yes`);
    } catch (error) {
      if (error instanceof HabeasError && error.code !== "too_many") return seeOther(page);
      throw error;
    }
  });
}
