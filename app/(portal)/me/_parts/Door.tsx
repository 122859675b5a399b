import type { Text } from "#app/_text/text.ts";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import type { Company } from "#lib/map/schema.ts";

/** For whoever is not signed in: how to get in, in the same words for everybody. */
export function Door({ text, company, then }: { text: Text; company: Company; then: string }) {
  const { t } = text;
  const link = (href: string) => (words: React.ReactNode) => (
    <a key={href} href={href}>
      {words}
    </a>
  );
  return (
    <PageShell title={t("me.title")} text={text} company={company}>
      <h1>{t("me.title")}</h1>
      <p className="lede">{t("me.lede")}</p>
      <p>{t("me.door.lede")}</p>
      <p>{t("me.door.how")}</p>
      <p>{t("me.door.ended")}</p>
      <p className="actions">
        <ButtonLink href={`/sign-in?then=${encodeURIComponent(then)}`}>{t("me.door.button")}</ButtonLink>
      </p>
      <p>{t.rich("me.door.without", { ask: link("/ask/access"), find: link("/find") })}</p>
    </PageShell>
  );
}

/** For whoever is signed in, but gave their code too long ago for what is on this page. */
export function NewCode({ text, then }: { text: Text; then: string }) {
  const { t } = text;
  return (
    <section className="next-box" aria-labelledby="next">
      <h2 id="next">{t("me.code.title")}</h2>
      <p>{t("me.code.text")}</p>
      <ButtonLink href={`/sign-in?then=${encodeURIComponent(then)}`}>{t("me.code.button")}</ButtonLink>
    </section>
  );
}
