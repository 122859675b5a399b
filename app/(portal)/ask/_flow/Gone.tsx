import { ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { house } from "../../_house/house.ts";

/** Shown where a question is opened without a draft: too late, or a browser that keeps no cookie. */
export async function Gone() {
  const { company, text } = await house();
  const { t } = text;
  return (
    <PageShell title={t("ask.gone.title")} text={text} company={company}>
      <h1>{t("ask.gone.title")}</h1>
      <p className="lede">{t("ask.gone.text")}</p>
      <p className="lede">{t("ask.gone.cookie")}</p>
      <p className="actions">
        <ButtonLink href="/">{t("ask.gone.start")}</ButtonLink>
      </p>
    </PageShell>
  );
}
