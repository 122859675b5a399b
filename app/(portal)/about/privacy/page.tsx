import { made } from "#app/_forms/page.ts";
import { InfoPage, MailLink } from "#app/_ui/InfoPage.tsx";
import { house } from "../../_house/house.ts";

/** What is kept, in the order in which it arises. The times are those of housekeeping (docs/operating.md). */
const kept = [
  "draft",
  "codes",
  "account",
  "unproven",
  "ended",
  "refused",
  "answered",
  "papers",
  "log",
] as const;

/** The privacy notice of the portal itself. */
export default function PrivacyPage() {
  return made("/about/privacy", async () => {
    const { company, text } = await house();
    const { t } = text;
    const link = (href: string) => (words: React.ReactNode) => (
      <a key={href} href={href}>
        {words}
      </a>
    );
    return (
      <InfoPage
        title={t("siteNotice.title")}
        lede={t("siteNotice.lede", { company: company.name })}
        back="/about"
        text={text}
        company={company}
      >
        <h2>{t("siteNotice.who")}</h2>
        <p>
          {t.rich("siteNotice.whoText", {
            legal: company.legal_name,
            email: () => <MailLink key="email" company={company} />,
          })}
          {company.contact.post ? (
            <>
              <br />
              <bdi>{company.contact.post}</bdi>
            </>
          ) : null}
        </p>
        <h2 id="kept">{t("siteNotice.table")}</h2>
        <table className="kept" aria-labelledby="kept">
          <thead>
            <tr>
              <th scope="col">{t("siteNotice.what")}</th>
              <th scope="col">{t("siteNotice.long")}</th>
            </tr>
          </thead>
          <tbody>
            {kept.map((one) => (
              <tr key={one}>
                <th scope="row">{t(`siteNotice.${one}`)}</th>
                <td>{t(`siteNotice.${one}Long`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {(["locked", "cookies", "others", "signal"] as const).map((part) => (
          <section key={part}>
            <h2>{t(`siteNotice.${part}`)}</h2>
            <p>{t(`siteNotice.${part}Text`, { company: company.name })}</p>
          </section>
        ))}
        <h2>{t("siteNotice.rights")}</h2>
        <p>
          {t.rich("siteNotice.rightsText", {
            copy: link("/ask/access"),
            fix: link("/ask/rectification"),
            erase: link("/ask/erasure"),
            authority: () => (
              <a key="authority" href={company.authority.url} rel="noreferrer">
                <bdi>{company.authority.name}</bdi>
              </a>
            ),
          })}
        </p>
      </InfoPage>
    );
  });
}
