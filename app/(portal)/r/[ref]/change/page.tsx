import { randomUUID } from "node:crypto";
import { redirect } from "next/navigation";
import { wrongOf } from "#app/_forms/message-wrong.ts";
import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Notice } from "#app/_ui/Boxes.tsx";
import { Button } from "#app/_ui/Button.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { SelectField, TextField } from "#app/_ui/TextField.tsx";
import { languageOf, ownNames } from "#lib/core/languages.ts";
import { house } from "../../../_house/house.ts";
import { detailsFor } from "../_dealing/load.ts";
import { ProveFirst } from "../_dealing/ProveFirst.tsx";
import { referenceIn, trackingFor } from "../_track/load.ts";

type Query = { said?: string | string[]; saved?: string | string[] };
type Props = { params: Promise<{ ref: string }>; searchParams: Promise<Query> };

/** What we noted about the person, to put right: name and number while we work, the language at any time. */
export default async function ChangePage({ params, searchParams }: Props) {
  const reference = await referenceIn(params);
  const query = await searchParams;
  return made(`/r/${reference}/change`, async () => {
    const tracking = await trackingFor(reference);
    if (!tracking) redirect(`/r/${reference}/prove`);
    const details = await detailsFor(reference);
    const { company, text } = await house();
    const { t } = text;
    const wrong = wrongOf(query.said);
    const field = wrong === "phone" ? "phone" : "name";
    const message = wrong ? t(`dealings.errors.${wrong}`) : undefined;
    const title = t("dealings.change.title");
    return (
      <PageShell
        title={title}
        text={text}
        company={company}
        failed={message !== undefined}
        above={<BackLink href={`/r/${reference}`}>{t("dealings.back")}</BackLink>}
      >
        <ErrorSummary title={t("ask.summaryTitle")} errors={message ? [{ field, message }] : []} />
        {query.saved === "yes" && details ? (
          <Notice tone="good" title={t("dealings.change.doneTitle")} />
        ) : null}
        <h1>{title}</h1>
        {details === null ? (
          <ProveFirst reference={reference} text={text} />
        ) : (
          <>
            <p className="lede">{details.open ? t("dealings.change.lede") : t("dealings.change.cannot")}</p>
            <form method="post" action={`/r/${reference}/change/send`} noValidate>
              <input type="hidden" name="once" value={randomUUID()} />
              {details.open ? (
                <>
                  <TextField
                    name="name"
                    label={t("dealings.change.name")}
                    error={field === "name" ? message : undefined}
                    defaultValue={details.name}
                    autoComplete="name"
                  />
                  <TextField
                    name="phone"
                    label={t("dealings.change.phone")}
                    error={field === "phone" ? message : undefined}
                    defaultValue={details.phone}
                    type="tel"
                    dir="ltr"
                    size="half"
                    autoComplete="tel"
                  />
                </>
              ) : null}
              <SelectField
                name="language"
                label={t("dealings.change.language")}
                defaultValue={details.language}
              >
                {details.languages.map((tag) => (
                  <option key={tag} value={tag} lang={tag}>
                    {ownNames[languageOf(tag)]}
                  </option>
                ))}
              </SelectField>
              {details.open ? (
                <>
                  <p>
                    {t.rich("dealings.change.email", {
                      email: () => (
                        <bdi key="email" dir="ltr">
                          {details.email}
                        </bdi>
                      ),
                    })}
                  </p>
                  <p>{t("dealings.change.clock")}</p>
                </>
              ) : null}
              <p>
                <Button>{t("dealings.change.send")}</Button>
              </p>
            </form>
          </>
        )}
      </PageShell>
    );
  });
}
