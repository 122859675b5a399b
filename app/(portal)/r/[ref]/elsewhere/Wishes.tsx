import { dateOf } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { Button } from "#app/_ui/Button.tsx";
import type { TransmissionView } from "#lib/transmission/read.ts";

/** What was asked so far, newest first, each with how it stands. */
export function Wishes({
  reference,
  wishes,
  text,
  zone,
}: {
  reference: string;
  wishes: readonly TransmissionView[];
  text: Text;
  zone: string;
}) {
  const { t, language } = text;
  return wishes.map((wish) => (
    <section key={wish.id} className="asked" aria-labelledby={`wish-${wish.id}`}>
      <h2 id={`wish-${wish.id}`}>
        <bdi>{wish.controller}</bdi>
      </h2>
      <p>
        {t(`elsewhere.stage.${wish.stage}`, { date: dateOf(wish.endedAt ?? wish.askedAt, zone, language) })}
      </p>
      <p className="caption">{t.rich("elsewhere.to", { host: () => <bdi dir="ltr">{wish.host}</bdi> })}</p>
      {wish.reason ? <p className="said">{wish.reason}</p> : null}
      {wish.trouble ? <p>{wish.trouble}</p> : null}
      {wish.sha256 ? (
        <p className="caption">
          {t("elsewhere.check")} <code className="mono">{wish.sha256}</code>
        </p>
      ) : null}
      {wish.stage === "asked" || wish.stage === "agreed" ? (
        <form method="post" action={`/r/${reference}/elsewhere/take-back`}>
          <Button second>{t("elsewhere.takeBack")}</Button>
        </form>
      ) : null}
    </section>
  ));
}
