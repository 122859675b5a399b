import { made } from "#app/_forms/page.ts";
import { Notice } from "#app/_ui/Boxes.tsx";
import { Button } from "#app/_ui/Button.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { TextField } from "#app/_ui/TextField.tsx";
import { house } from "../_house/house.ts";

/** The way back to a request: by its number, or by a mail that brings the numbers. */
export default async function FindPage({
  searchParams,
}: {
  searchParams: Promise<{ said?: string | string[] }>;
}) {
  const { said } = await searchParams;
  return made("/find", async () => {
    const { company, text } = await house();
    const { t } = text;
    const example = { example: `${company.reference_prefix}-7K4-2QD` };
    const sent = said === "sent";
    const wrongEmail = said === "email" ? t("errors.find.email.format") : undefined;
    const wrongReference = said === "reference" ? t("errors.find.reference.format", example) : undefined;
    const errors = [
      ...(wrongReference ? [{ field: "reference", message: wrongReference }] : []),
      ...(wrongEmail ? [{ field: "email", message: wrongEmail }] : []),
    ];
    return (
      <PageShell title={t("find.title")} text={text} company={company} failed={errors.length > 0}>
        <ErrorSummary title={t("ask.summaryTitle")} errors={errors} />
        {sent ? (
          <Notice tone="good" title={t("find.sentTitle")}>
            <p>{t("find.sent")}</p>
          </Notice>
        ) : null}
        <h1>{t("find.title")}</h1>
        <p className="lede">{t("find.lede")}</p>
        <section className="apart" aria-labelledby="by-reference">
          <h2 id="by-reference">{t("find.byReference")}</h2>
          <form method="post" action="/find/open" noValidate>
            <TextField
              name="reference"
              label={t("find.reference")}
              hint={t("find.referenceHint", example)}
              error={wrongReference}
              dir="ltr"
              size="short"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={20}
            />
            <Button>{t("find.open")}</Button>
          </form>
        </section>
        <section className="apart" aria-labelledby="by-email">
          <h2 id="by-email">{t("find.byEmail")}</h2>
          <form method="post" action="/find/send" noValidate>
            <TextField
              name="email"
              type="email"
              dir="ltr"
              label={t("find.email")}
              hint={t("find.emailHint")}
              error={wrongEmail}
              autoComplete="email"
              spellCheck={false}
              maxLength={254}
            />
            <Button second>{t("find.send")}</Button>
          </form>
        </section>
        <section className="apart" aria-labelledby="all">
          <h2 id="all">{t("me.title")}</h2>
          <p>{t("me.lede")}</p>
          <p>
            <a href="/me">{t("me.door.button")}</a>
          </p>
        </section>
      </PageShell>
    );
  });
}
