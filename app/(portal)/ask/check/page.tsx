import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import type { Text } from "#app/_text/text.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Button } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { SummaryList, type SummaryRow } from "#app/_ui/SummaryList.tsx";
import { SelectField } from "#app/_ui/TextField.tsx";
import { placeName } from "#lib/law/places.ts";
import { needsProof } from "#lib/law/rights.ts";
import { answerLanguages, likedLanguage } from "#lib/request/answer-language.ts";
import type { AskStep } from "#lib/request/answers.ts";
import type { Draft } from "#lib/request/draft.ts";
import { house } from "../../_house/house.ts";
import { question } from "../_flow/question.tsx";
import { objectionSaid, stopSaid } from "../_flow/stops.ts";

/** Everything that is about to be sent, each answer with its way to change it, and one button. */
export default async function CheckPage() {
  const accepted = (await headers()).get("accept-language");
  return question("/ask/check", async (draft) => {
    if (draft.next !== "check") redirect(`/ask/${draft.next}`);
    const { company, text } = await house();
    const { t } = text;
    return (
      <PageShell
        title={t("ask.check.title")}
        text={text}
        company={company}
        above={
          <BackLink href={needsProof(draft.right) ? "/ask/what" : "/ask/you"}>{t("shell.back")}</BackLink>
        }
      >
        <p className="caption">{t("ask.check.caption")}</p>
        <h1>{t("ask.check.title")}</h1>
        <SummaryList rows={rowsOf(draft, text)} />
        <p>{t("ask.check.promise")}</p>
        {needsProof(draft.right) ? (
          <p>{t.rich("ask.check.proof", { email: () => <bdi key="email">{draft.values.email}</bdi> })}</p>
        ) : null}
        <form method="post" action="/ask/check/send">
          <input type="hidden" name="formKey" value={draft.formKey} />
          <LanguageChoice languages={company.languages} liked={accepted} text={text} />
          <p>
            <Button>{t("ask.check.send")}</Button>
          </p>
        </form>
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

function rowsOf({ right, values }: Draft, { t, language, find }: Text): SummaryRow[] {
  const row = (label: string, value: ReactNode, step: AskStep): SummaryRow => ({
    label,
    value,
    change: { href: `/ask/${step}`, label: t("ask.check.change") },
  });
  const relation = find(`ask.who.${values.relation ?? ""}`);
  const who =
    values.who === "other" ? [values.theirName, relation].filter(Boolean).join("\n") : t("ask.check.self");
  const rows: SummaryRow[] = [
    { label: t("ask.check.asked"), value: t(`rights.${right}.noun`) },
    row(t("ask.check.who"), who, "who"),
    row(t("ask.check.where"), placeName(values.place ?? "", language), "where"),
    row(t("ask.check.name"), values.name, "you"),
    row(t("ask.check.email"), values.email, "you"),
  ];
  if (values.otherEmails) rows.push(row(t("ask.check.otherEmails"), values.otherEmails, "you"));
  if (values.phone) rows.push(row(t("ask.check.phone"), values.phone, "you"));
  if (right === "access" || right === "portability" || right === "erasure") {
    rows.push(
      row(
        t("ask.check.scope"),
        values.scope === "some" ? t("ask.what.some") : t("ask.what.everything"),
        "what",
      ),
    );
  }
  if (right === "rectification") {
    rows.push(row(t("ask.check.wrong"), values.wrong || t("ask.check.empty"), "what"));
    rows.push(row(t("ask.check.correct"), values.correct || t("ask.check.empty"), "what"));
  }
  if (right === "opt_out") {
    rows.push(row(t("ask.check.stop"), t(`ask.what.stops.${stopSaid(values.stop)}`), "what"));
  }
  if (right === "objection") {
    rows.push(row(t("ask.check.objects"), t(`ask.what.objectsTo.${objectionSaid(values.objects)}`), "what"));
  }
  rows.push(row(t("ask.check.details"), values.details || t("ask.check.empty"), "what"));
  return rows;
}
