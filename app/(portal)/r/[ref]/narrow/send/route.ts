import { asker } from "#app/_auth/visitor.ts";
import { answerFormAbout, seeOther } from "#app/_forms/post.ts";
import { listed } from "#app/_text/dates.ts";
import { textFor } from "#app/_text/text.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { narrowRequest, readAsked } from "#lib/dealing/narrow.ts";
import { kindsIn } from "#lib/request/answers.ts";
import { chosenKinds } from "../../../../ask/_flow/ticks.ts";

const day = (typed: string | undefined) => (/^\d{4}-\d{2}-\d{2}$/.test(typed ?? "") ? (typed ?? "") : "");

/** Notes which part is wanted, where it is less than before. */
export function POST(request: Request, { params }: { params: Promise<{ ref: string }> }): Promise<Response> {
  return answerFormAbout(request, params, async (reference, values) => {
    const page = `/r/${reference}/narrow`;
    const actor = await asker();
    const part = { kinds: chosenKinds(values), from: day(values.from), until: day(values.until) };
    try {
      const { language } = await readAsked(actor, reference);
      const { t } = textFor(language);
      const what = [
        listed(
          kindsIn(part.kinds).map((kind) => t(`several.kinds.${kind}`)),
          language,
        ),
        [part.from, part.until].filter(Boolean).join(" – "),
      ].filter(Boolean);
      const onceKey = (values.once ?? "").slice(0, 64);
      const noted = t("dealings.narrow.noted", { what: what.join("; ") });
      await narrowRequest(actor, reference, { part, onceKey }, noted);
      return seeOther(`${page}?saved=yes`);
    } catch (error) {
      if (error instanceof HabeasError && error.code === "invalid") return seeOther(`${page}?said=part`);
      if (error instanceof HabeasError && error.code !== "too_many") return seeOther(page);
      throw error;
    }
  });
}
