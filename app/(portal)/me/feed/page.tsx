import { made } from "#app/_forms/page.ts";
import { dateOf } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Notice } from "#app/_ui/Boxes.tsx";
import { Button, ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { environment } from "#lib/config/environment.ts";
import { type TokenView, tokensOf } from "#lib/me/feed/token.ts";
import { house } from "../../_house/house.ts";
import { Door } from "../_parts/Door.tsx";
import { accountHere } from "../_parts/load.ts";

type Props = { searchParams: Promise<{ said?: string | string[] }> };

const good = ["made", "ended"] as const;
const bad = ["full", "late"] as const;

/** How a program of the person's own reads what is held: the address, and the keys that were made. */
export default async function FeedPage({ searchParams }: Props) {
  const { said } = await searchParams;
  return made("/me/feed", async () => {
    const { company, text } = await house();
    const actor = await accountHere();
    if (!actor) return <Door text={text} company={company} then="/me/feed" />;
    const tokens = await tokensOf(actor);
    const { t } = text;
    const well = good.find((one) => one === said);
    const wrong = bad.find((one) => one === said);
    const origin = environment().HABEAS_ORIGIN;
    const terms = (words: React.ReactNode) => (
      <a key="terms" href="/api/me/terms">
        {words}
      </a>
    );
    return (
      <PageShell
        title={t("me.feed.title")}
        text={text}
        company={company}
        above={<BackLink href="/me">{t("me.back")}</BackLink>}
      >
        {well ? (
          <Notice tone="good">
            <p>{t(`me.feed.${well}`)}</p>
          </Notice>
        ) : null}
        {wrong ? (
          <Notice tone="bad">
            <p>{t(`me.feed.${wrong}`)}</p>
          </Notice>
        ) : null}
        <h1>{t("me.feed.title")}</h1>
        <p className="lede">{t("me.feed.lede")}</p>
        <p>{t("me.feed.holds")}</p>
        <dl className="summary">
          <div className="summary-row">
            <dt>{t("me.feed.address")}</dt>
            <dd>
              <code dir="ltr">{`${origin}/api/me`}</code>
              <p className="hint">{t("me.feed.addressHint")}</p>
            </dd>
          </div>
        </dl>
        <p>{t.rich("me.feed.format", { terms })}</p>
        <section className="apart" aria-labelledby="tokens">
          <h2 id="tokens">{t("me.feed.tokens")}</h2>
          <p>{t("me.feed.careful")}</p>
          {tokens.length === 0 ? <p>{t("me.feed.none")}</p> : null}
          <ul className="me-dealings">
            {tokens.map((one) => (
              <Token key={one.id} token={one} text={text} zone={company.timezone} />
            ))}
          </ul>
          <p className="actions">
            <ButtonLink href="/me/feed/new">{t("me.feed.make")}</ButtonLink>
          </p>
        </section>
      </PageShell>
    );
  });
}

function Token({ token, text, zone }: { token: TokenView; text: Text; zone: string }) {
  const { t, language } = text;
  const say = (day: Date) => dateOf(day, zone, language);
  return (
    <li>
      <h3 dir="auto">{token.name}</h3>
      <p>
        {t("me.feed.created", { date: say(token.createdAt) })}.{" "}
        {token.lastUsedAt ? t("me.feed.used", { date: say(token.lastUsedAt) }) : t("me.feed.unused")}{" "}
        {t("me.feed.expires", { date: say(token.expiresAt) })}
      </p>
      <form method="post" action="/me/feed/end">
        <input type="hidden" name="token" value={token.id} />
        <Button second small>
          {t("me.feed.end")}
          <span className="hidden-words">: {token.name}</span>
        </Button>
      </form>
    </li>
  );
}
