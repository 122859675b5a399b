import { made } from "#app/_forms/page.ts";
import { dateOf } from "#app/_text/dates.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { fewest, publishedTables } from "#lib/decision/publish.ts";
import { lawNamed } from "#lib/law/regimes/all.ts";
import { house } from "../../_house/house.ts";
import { PublishedFigures } from "./PublishedFigures.tsx";

/** What came of all requests of a year, as the company published it: for everybody, without asking who they are. */
export default function FiguresPage() {
  return made("/about/figures", async () => {
    const { company, text } = await house();
    const tables = await publishedTables();
    const { t } = text;
    const few = tables.some(({ rows }) => rows.some(({ received }) => received === "few"));
    return (
      <PageShell
        title={t("figures.title")}
        text={text}
        company={company}
        wide
        above={<BackLink href="/about">{t("shell.back")}</BackLink>}
      >
        <h1>{t("figures.title")}</h1>
        <p className="lede">{t("figures.lede", { company: company.name })}</p>
        {tables.length === 0 ? <p>{t("figures.none")}</p> : null}
        {tables.map((table) => (
          <section
            key={`${table.year} ${table.law}`}
            className="figures-year"
            aria-labelledby={`figures-${table.year}-${table.law}`}
          >
            <h2 id={`figures-${table.year}-${table.law}`}>
              {t("figures.table", {
                year: `${table.year}`,
                law: lawNamed(table.law)?.full ?? t("figures.own"),
              })}
            </h2>
            <PublishedFigures table={table} text={text} />
            <p className="figures-since">
              {t("figures.since", { day: dateOf(table.at, company.timezone, text.language) })}
            </p>
          </section>
        ))}
        {tables.length > 0 ? (
          <>
            <p>{t("figures.days")}</p>
            <p>
              <a href="/about/figures/csv">{t("figures.csv")}</a>
            </p>
          </>
        ) : null}
        {few ? <p>{t("figures.whyFew", { count: `${fewest}` })}</p> : null}
      </PageShell>
    );
  });
}
