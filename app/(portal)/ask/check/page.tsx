import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { Text } from "#app/_text/text.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Button } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { SummaryList } from "#app/_ui/SummaryList.tsx";
import { SelectField } from "#app/_ui/TextField.tsx";
import { needsProof } from "#lib/law/rights.ts";
import { answerLanguages, likedLanguage } from "#lib/request/answer-language.ts";
import { nextPath, skipsWhat } from "#lib/request/draft.ts";
import { GpcHeard } from "../../_gpc/GpcHeard.tsx";
import { house } from "../../_house/house.ts";
import { question } from "../_flow/question.tsx";
import { sharedRows, whatRows } from "../_flow/rows.tsx";
import { SeveralParts } from "../_flow/SeveralParts.tsx";

/** Everything that is about to be sent, each answer with its way to change it, and one button. */
export default async function CheckPage() {
  const accepted = (await headers()).get("accept-language");
  return question("/ask/check", async (draft) => {
    if (draft.next !== "check") redirect(nextPath(draft));
    const { company, text } = await house();
    const { t } = text;
    const several = draft.rights.length > 1;
    const proof = draft.values.relation !== "agent" && draft.rights.some(needsProof);
    const before = several ? "/ask/words" : skipsWhat(draft.right) ? "/ask/you" : "/ask/what";
    return (
      <PageShell
        title={t("ask.check.title")}
        text={text}
        company={company}
        above={<BackLink href={before}>{t("shell.back")}</BackLink>}
      >
        <p className="caption">{t("ask.check.caption")}</p>
        <h1>{t("ask.check.title")}</h1>
        {several ? (
          <SeveralParts draft={draft} text={text} />
        ) : (
          <SummaryList
            rows={[
              { label: t("ask.check.asked"), value: t(`rights.${draft.right}.noun`) },
              ...sharedRows(draft, text),
              ...whatRows(draft, draft.right, text),
            ]}
          />
        )}
        {draft.rights.includes("opt_out") ? <GpcHeard text={text} asking /> : null}
        <p>{several ? t("several.check.promise") : t("ask.check.promise")}</p>
        {proof ? (
          <p>{t.rich("ask.check.proof", { email: () => <bdi key="email">{draft.values.email}</bdi> })}</p>
        ) : null}
        <form method="post" action="/ask/check/send">
          <input type="hidden" name="formKey" value={draft.formKey} />
          <LanguageChoice languages={company.languages} liked={accepted} text={text} />
          <p>
            <Button>{several ? t("several.check.send") : t("ask.check.send")}</Button>
          </p>
        </form>
        <p>
          <a href="/ask/words">{t("several.check.add")}</a>
        </p>
      </PageShell>
    );
  });
}

/** In which language the person wants the letter and the copy; each language by its own name. */
function LanguageChoice({
  languages,
  liked,
  text,
}: {
  languages: readonly string[];
  liked: string | null;
  text: Text;
}) {
  const choices = answerLanguages(languages);
  if (choices.length < 2) return null;
  return (
    <SelectField
      name="language"
      label={text.t("ask.check.language")}
      hint={text.t("ask.check.languageHint")}
      defaultValue={likedLanguage(liked, languages)}
    >
      {choices.map((tag) => (
        <option key={tag} value={tag} lang={tag}>
          {new Intl.DisplayNames([tag], { type: "language" }).of(tag)}
        </option>
      ))}
    </SelectField>
  );
}
