import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { rights } from "#lib/law/rights.ts";
import { houseWithSystems } from "../_house/house.ts";

/** How the site works, and how to complain, in plain words. */
export default function AboutPage() {
  return made("/about", async () => {
    const { company, systems, text } = await houseWithSystems();
    const { t } = text;
    const { email } = company.contact;
    return (
      <PageShell
        title={t("about.title")}
        text={text}
        company={company}
        above={<BackLink href="/">{t("shell.back")}</BackLink>}
      >
        <h1>{t("about.title")}</h1>
        <p className="lede">{t("about.lede", { company: company.name })}</p>
        <div className="prose">
          <h2>{t("about.right")}</h2>
          <ul>
            {rights.map((right) => (
              <li key={right}>
                <a href={`/ask/${right}`}>{t(`rights.${right}.door`)}</a>
              </li>
            ))}
          </ul>
          {(["clock", "code"] as const).map((part) => (
            <section key={part}>
              <h2>{t(`about.${part}`)}</h2>
              <p>{t(`about.${part}Text`)}</p>
            </section>
          ))}
          <h2>{t("about.systems")}</h2>
          <p>{t("about.systemsText", { count: systems })}</p>
          {(["keep", "cookies", "offline"] as const).map((part) => (
            <section key={part}>
              <h2>{t(`about.${part}`)}</h2>
              <p>{t(`about.${part}Text`)}</p>
            </section>
          ))}
          <ul>
            {(["proof", "privacy", "figures", "embed"] as const).map((page) => (
              <li key={page}>
                <a href={`/about/${page}`}>{t(`footer.${page}`)}</a>
              </li>
            ))}
          </ul>
          <h2 id="complain">{t("about.complain")}</h2>
          <p>
            {t.rich("about.complainText", {
              email: () => (
                <a key="email" href={`mailto:${email}`}>
                  <bdi>{email}</bdi>
                </a>
              ),
              authority: () => (
                <a key="authority" href={company.authority.url} rel="noreferrer">
                  <bdi>{company.authority.name}</bdi>
                </a>
              ),
            })}
          </p>
        </div>
        <p className="actions">
          <ButtonLink second href="/ask/complaint">
            {t("about.complainButton")}
          </ButtonLink>
        </p>
      </PageShell>
    );
  });
}
