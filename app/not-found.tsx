import { ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { house } from "#app/(portal)/_house/house.ts";
import "#app/_ui/look/page.css";

/** An address that leads nowhere. */
export default async function NotFound() {
  const { company, text } = await house();
  const { t } = text;
  return (
    <PageShell title={t("notFound.title")} text={text} company={company}>
      <h1>{t("notFound.title")}</h1>
      <p className="lede">{t("notFound.text")}</p>
      <p className="actions">
        <ButtonLink href="/">{t("notFound.home")}</ButtonLink>
        <ButtonLink second href="/find">
          {t("notFound.track")}
        </ButtonLink>
      </p>
    </PageShell>
  );
}
