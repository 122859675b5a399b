import { made, nothingHere } from "#app/_forms/page.ts";
import { Notice } from "#app/_ui/Boxes.tsx";
import { Button } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { SummaryList } from "#app/_ui/SummaryList.tsx";
import { type AskedOfPerson, readAskedOfPerson } from "#lib/behalf/person.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { house } from "../../../_house/house.ts";

type Props = { params: Promise<{ token: string }> };

/**
 * Behind the link in the mail to the person: who asks in their name, and a yes or no. Opening it changes nothing, so that
 * a program that opens links in mails says neither.
 */
export default async function SayPage({ params }: Props) {
  const { token } = await params;
  return made("/for/say", async () => {
    const asked = await load(token);
    const { company, text } = await house();
    const { t } = text;
    const over = asked.over && asked.state !== "revoked";
    const title = over ? t("others.say.overTitle") : t("others.say.title");
    const mayYes = asked.said === null && asked.state !== "revoked" && asked.state !== "accepted";
    return (
      <PageShell title={title} text={text} company={company}>
        {said(asked) ? (
          <Notice tone={asked.said === "no" ? "plain" : "good"}>
            <p>{t(`others.say.${said(asked) ?? "running"}`)}</p>
          </Notice>
        ) : null}
        <h1>{title}</h1>
        {over ? (
          <p className="lede">{t("others.say.over")}</p>
        ) : (
          <p className="lede">{t("others.say.lede")}</p>
        )}
        <SummaryList
          rows={[
            { label: t("others.say.name"), value: asked.asker.name },
            { label: t("others.say.email"), value: <bdi dir="ltr">{asked.asker.email}</bdi> },
            {
              label: t("others.say.asks"),
              value: asked.rights.map((right) => t(`rights.${right}.noun`)).join("\n"),
            },
          ]}
        />
        {over || asked.state === "revoked" ? (
          <p>{asked.state === "revoked" ? t("others.say.noToYes") : null}</p>
        ) : (
          <>
            <p>{asked.toAgent ? t("others.say.toAgent") : t("others.say.yesMeans")}</p>
            <p>{t("others.say.noMeans")}</p>
            {mayYes ? (
              <p>
                {t("others.say.nothing")} {t("others.say.unsure")}
              </p>
            ) : null}
            <form method="post" action={`/for/say/${encodeURIComponent(token)}/send`} className="actions">
              {mayYes ? (
                <Button name="said" value="yes">
                  {t("others.say.yes")}
                </Button>
              ) : null}
              <Button second name="said" value="no">
                {t("others.say.no")}
              </Button>
            </form>
          </>
        )}
      </PageShell>
    );
  });
}

function said({ said, state, over }: AskedOfPerson) {
  if (said === "no") return "saidNo";
  if (said === "yes") return "saidYes";
  return state === "accepted" && !over ? "running" : null;
}

async function load(token: string): Promise<AskedOfPerson> {
  try {
    return await readAskedOfPerson(token);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "not_found") nothingHere();
    throw error;
  }
}
