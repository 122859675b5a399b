import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Button } from "#app/_ui/Button.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { TextField } from "#app/_ui/TextField.tsx";
import { keysPath } from "#lib/bundle/signature/explained.ts";
import { house } from "../_house/house.ts";

/** Where anybody checks a copy against the list that we signed. Says what is sent, and that none of it is kept. */
export default async function CheckFilePage({
  searchParams,
}: {
  searchParams: Promise<{ said?: string | string[] }>;
}) {
  const { said } = await searchParams;
  return made("/check-file", async () => {
    const { company, text } = await house();
    const { t } = text;
    const errors = [
      ...(said === "nothing" ? [{ field: "package", message: t("checkFile.nothingChosen") }] : []),
      ...(said === "two" ? [{ field: "list", message: t("checkFile.twoFiles") }] : []),
    ];
    return (
      <PageShell
        title={t("checkFile.title")}
        text={text}
        company={company}
        failed={errors.length > 0}
        above={<BackLink href="/">{t("shell.back")}</BackLink>}
      >
        <ErrorSummary title={t("ask.summaryTitle")} errors={errors} />
        <h1>{t("checkFile.title")}</h1>
        <p className="lede">{t("checkFile.lede", { company: company.name })}</p>
        <section className="apart" aria-labelledby="whole">
          <h2 id="whole">{t("checkFile.whole")}</h2>
          <p>{t("checkFile.wholeText")}</p>
          <form method="post" action="/check-file/check" encType="multipart/form-data">
            <TextField
              type="file"
              name="package"
              label={t("checkFile.wholeField")}
              hint={t("checkFile.wholeHint")}
              error={said === "nothing" ? t("checkFile.nothingChosen") : undefined}
              accept=".zip"
            />
            <Button>{t("checkFile.wholeButton")}</Button>
          </form>
        </section>
        <section className="apart" aria-labelledby="list-only">
          <h2 id="list-only">{t("checkFile.list")}</h2>
          <p>{t("checkFile.listText")}</p>
          <form method="post" action="/check-file/check" encType="multipart/form-data">
            <TextField
              type="file"
              name="list"
              label={t("checkFile.listField")}
              error={said === "two" ? t("checkFile.twoFiles") : undefined}
              accept=".json"
            />
            <TextField type="file" name="signature" label={t("checkFile.signatureField")} accept=".sig" />
            <Button second>{t("checkFile.listButton")}</Button>
          </form>
        </section>
        <section className="apart" aria-labelledby="alone">
          <h2 id="alone">{t("checkFile.alone")}</h2>
          <p>
            {t("checkFile.aloneText")} <a href={keysPath}>{t("checkFile.keysLink")}</a>
          </p>
        </section>
      </PageShell>
    );
  });
}
