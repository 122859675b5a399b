import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Ref } from "#app/_ui/Boxes.tsx";
import { Button, ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { Radios } from "#app/_ui/Radios.tsx";
import { TextField } from "#app/_ui/TextField.tsx";
import { offerToken, tokenDays } from "#lib/me/feed/token.ts";
import { house } from "../../../_house/house.ts";
import { Door, NewCode } from "../../_parts/Door.tsx";
import { accountHere } from "../../_parts/load.ts";

/** A new key, shown once: it counts only when the form under it is sent, and is stored nowhere before. */
export default async function NewTokenPage() {
  return made("/me/feed/new", async () => {
    const { company, text } = await house();
    const actor = await accountHere();
    if (!actor) return <Door text={text} company={company} then="/me/feed" />;
    const offered = offerToken(actor);
    const { t } = text;
    return (
      <PageShell
        title={t("me.feed.newTitle")}
        text={text}
        company={company}
        above={<BackLink href="/me/feed">{t("me.feed.title")}</BackLink>}
      >
        <h1>{t("me.feed.newTitle")}</h1>
        {offered === null ? (
          <NewCode text={text} then="/me/feed/new" />
        ) : (
          <>
            <p className="lede">{t("me.feed.newLede")}</p>
            <form method="post" action="/me/feed/keep">
              <input type="hidden" name="ticket" value={offered.ticket} />
              <dl className="summary">
                <div className="summary-row">
                  <dt>{t("me.feed.key")}</dt>
                  <dd className="me-key">
                    <Ref>{offered.token}</Ref>
                  </dd>
                </div>
              </dl>
              <TextField
                name="name"
                label={t("me.feed.called")}
                hint={t("me.feed.calledHint")}
                maxLength={60}
                size="half"
                autoComplete="off"
                placeholder={t("me.feed.usual")}
              />
              <Radios
                name="days"
                label={t("me.feed.days")}
                choices={tokenDays.map((days) => ({
                  value: String(days),
                  label: t("me.feed.day", { days }),
                }))}
                hint={t("me.feed.daysHint", { days: tokenDays[0] })}
              />
              <p className="actions">
                <Button>{t("me.feed.on")}</Button>
                <ButtonLink second href="/me/feed">
                  {t("me.feed.cancel")}
                </ButtonLink>
              </p>
            </form>
          </>
        )}
      </PageShell>
    );
  });
}
