import { asker } from "#app/_auth/visitor.ts";
import { seenWords } from "#app/_forms/message-wrong.ts";
import { answerFormAbout, seeOther } from "#app/_forms/post.ts";
import { languageKept } from "#app/_text/reader.ts";
import { textFor } from "#app/_text/text.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { changeDetails, readDetails } from "#lib/dealing/change.ts";

/** Notes another name, number or language; this browser reads on in the language that was chosen. */
export function POST(request: Request, { params }: { params: Promise<{ ref: string }> }): Promise<Response> {
  return answerFormAbout(request, params, async (reference, values) => {
    const page = `/r/${reference}/change`;
    const actor = await asker();
    try {
      const before = await readDetails(actor, reference);
      const { t } = textFor(before.language);
      const changed = await changeDetails(
        actor,
        reference,
        {
          name: before.open ? seenWords(values.name) : before.name,
          phone: before.open ? seenWords(values.phone) : before.phone,
          language: values.language ?? before.language,
          onceKey: (values.once ?? "").slice(0, 64),
        },
        ({ name, phone }) => t("dealings.change.noted", { name, phone: phone || t("dealings.change.none") }),
      );
      const cookies = changed.includes("language") ? [languageKept(values.language ?? "")] : [];
      return seeOther(`${page}?saved=yes`, cookies);
    } catch (error) {
      if (error instanceof HabeasError && error.code === "invalid")
        return seeOther(`${page}?said=${error.message.includes("phone") ? "phone" : "name"}`);
      if (error instanceof HabeasError && error.code !== "too_many") return seeOther(page);
      throw error;
    }
  });
}
