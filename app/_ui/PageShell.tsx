import type { ReactNode } from "react";
import type { Text } from "#app/_text/text.ts";
import { ownNames } from "#lib/core/languages.ts";
import type { Company } from "#lib/map/schema.ts";
import { HelpStrip } from "./HelpStrip.tsx";

/**
 * The frame of a consumer page: its title (with "Error:" first where something is to be put right), brand,
 * skip link, the page itself and, always in the same place, the ways to get help.
 */
export function PageShell({
  title,
  text,
  company,
  wide = false,
  home = false,
  failed = false,
  above,
  children,
}: {
  title: string;
  text: Text;
  company: Company;
  wide?: boolean;
  /** The start page puts its parts in another order on a phone. */
  home?: boolean;
  failed?: boolean;
  /** What stands above the heading: a back link. */
  above?: ReactNode;
  children: ReactNode;
}) {
  const { t } = text;
  const named = t("shell.title", { title, company: company.name });
  return (
    <div className="page">
      <title>{failed ? t("shell.errorTitle", { title: named }) : named}</title>
      <meta name="description" content={t("shell.description", { company: company.name })} />
      <header className="top">
        <a className="skip" href="#main">
          {t("shell.skip")}
        </a>
        <div className="inner inner-wide top-row">
          <a className="brand" href="/">
            {company.theme?.logo ? (
              // biome-ignore lint/performance/noImgElement: there is no picture server, and its scripts could not run
              <img className="brand-logo" src="/look/logo" alt="" height="32" />
            ) : (
              <span className="brand-mark" aria-hidden="true">
                {[...company.name][0]}
              </span>
            )}
            <bdi>{company.name}</bdi>
          </a>
          <nav aria-label={t("shell.menu")}>
            <a className="top-link" href="/find">
              {t("shell.track")}
            </a>
            <a className="top-link" href="/language">
              <span className="hidden-words">{t("language.link")}: </span>
              {ownNames[text.language]}
            </a>
          </nav>
        </div>
      </header>
      <main id="main" tabIndex={-1} className={`inner${wide ? " inner-wide" : ""}${home ? " home" : ""}`}>
        {above}
        {children}
      </main>
      <HelpStrip text={text} company={company} />
    </div>
  );
}
