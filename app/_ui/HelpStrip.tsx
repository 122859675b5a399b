import type { Text } from "#app/_text/text.ts";
import type { Company } from "#lib/map/schema.ts";

/** The ways to reach a person, the same on every page (WCAG 3.2.6), and the small links. */
export function HelpStrip({ text, company }: { text: Text; company: Company }) {
  const { t } = text;
  const { email, phone, post } = company.contact;
  return (
    <footer className="help">
      <div className="inner inner-wide">
        <h2>{t("help.title")}</h2>
        <p>{t("help.lede")}</p>
        <dl className="help-ways">
          <div>
            <dt>{t("help.write")}</dt>
            <dd>
              <a href={`mailto:${email}`}>
                <bdi>{email}</bdi>
              </a>
            </dd>
          </div>
          {phone ? (
            <div>
              <dt>{t("help.call")}</dt>
              <dd>
                <a href={`tel:${phone.replace(/[^+\d]/g, "")}`} dir="ltr">
                  {phone}
                </a>
              </dd>
            </div>
          ) : null}
          {post ? (
            <div>
              <dt>{t("help.post")}</dt>
              <dd>
                <bdi>{post}</bdi>
              </dd>
            </div>
          ) : null}
          <div>
            <dt>{t("help.complain")}</dt>
            <dd>
              {t.rich("help.complainText", {
                us: (words) => (
                  <a key="us" href="/ask/complaint">
                    {words}
                  </a>
                ),
                authority: () => (
                  <a key="authority" href={company.authority.url} rel="noreferrer">
                    <bdi>{company.authority.name}</bdi>
                  </a>
                ),
              })}
            </dd>
          </div>
        </dl>
        <nav aria-label={t("shell.small")} className="small-links">
          <a href="/me">{t("me.title")}</a>
          <a href="/about">{t("shell.about")}</a>
          <a href="/about/proof">{t("footer.proof")}</a>
          <a href="/agents">{t("shell.agents")}</a>
          <a href="/about#complain">{t("shell.complain")}</a>
          <a href="/check-file">{t("shell.checkFile")}</a>
          <a href="/about/figures">{t("footer.figures")}</a>
          <a href="/about/privacy">{t("footer.privacy")}</a>
          <a href="/accessibility">{t("shell.accessibility")}</a>
        </nav>
      </div>
    </footer>
  );
}
