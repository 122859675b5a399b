import { askerWithToken } from "#app/_auth/visitor.ts";
import { answerForm, seeOther } from "#app/_forms/post.ts";
import { readersText } from "#app/_text/reader.ts";
import { mailMyReferences } from "#lib/request/find.ts";

/** Mails the numbers that belong to an address. The answer is the same for every address. */
export function POST(request: Request) {
  return answerForm(request, async (values) => {
    const email = (values.email ?? "").trim();
    if (!/^[^\s@]{1,64}@[^\s@]{1,190}$/.test(email)) return seeOther("/find?said=email");
    const { actor, cookies } = await askerWithToken();
    const { language } = await readersText();
    await mailMyReferences(actor, email, language);
    return seeOther("/find?said=sent", cookies);
  });
}
