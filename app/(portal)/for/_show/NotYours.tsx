import { ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { house } from "../../_house/house.ts";

/** For everybody who cannot be told apart from a stranger, whether or not there is such a request. */
export async function NotYours() {
  const { company, text } = await house();
  const { t } = text;
  return (
    <PageShell title={t("others.mine.title")} text={text} company={company}>
      <h1>{t("others.mine.title")}</h1>
      <p className="lede">{t("others.mine.signIn")}</p>
      <p className="actions">
        <ButtonLink href="/me">{t("others.mine.signInButton")}</ButtonLink>
      </p>
    </PageShell>
  );
}
