import { made } from "#app/_forms/page.ts";
import { Icon } from "#app/_ui/Icon.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { houseWithSystems } from "./_house/house.ts";

const doors = ["access", "portability", "rectification", "erasure"] as const;
const quieter = [
  "opt_out",
  "limit_sensitive",
  "objection",
  "restriction",
  "automated_decision_review",
  "complaint",
  "appeal",
] as const;

/** The start: four doors of equal weight, the quieter rights, and what happens. */
export default function HomePage() {
  return made("/", async () => {
    const { company, systems, text } = await houseWithSystems();
    const { t } = text;
    return (
      <PageShell title={t("home.title")} text={text} company={company} wide home>
        <div className="hero">
          <div>
            <h1>{t("home.title")}</h1>
            <p className="lede">{t("home.lede")}</p>
          </div>
          <section className="happens" aria-labelledby="happens">
            <h2 id="happens">{t("home.happens")}</h2>
            <ol>
              <li>{t("home.step1")}</li>
              <li>{t("home.step2")}</li>
              <li>{t("home.step3", { count: systems })}</li>
              <li>{t("home.step4")}</li>
            </ol>
          </section>
        </div>
        <nav aria-label={t("home.doors")}>
          <ul className="doors">
            {doors.map((right) => (
              <li key={right}>
                <a href={`/ask/${right}`}>
                  <b>{t(`rights.${right}.door`)}</b>
                  <span>{t(`rights.${right}.about`)}</span>
                  <Icon name="arrow" />
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <nav className="more" aria-labelledby="more">
          <h2 id="more">{t("home.more")}</h2>
          <ul>
            <li>
              <a href="/ask/words">{t("home.words")}</a>
            </li>
            <li>
              <a href="/ask/opt_out?only=marketing">{t("home.marketing")}</a>
            </li>
            {quieter.map((right) => (
              <li key={right}>
                <a href={`/ask/${right}`}>{t(`rights.${right}.door`)}</a>
              </li>
            ))}
            <li>
              <a href="/agents">{t("home.agent")}</a>
            </li>
            <li>
              <a href="/ask/words">{t("home.question")}</a>
            </li>
            <li>
              <a href={`mailto:${company.contact.email}`}>{t("home.write")}</a>
            </li>
          </ul>
        </nav>
      </PageShell>
    );
  });
}
