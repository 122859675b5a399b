import { made } from "#app/_forms/page.ts";
import { dateOf } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { NextBox } from "#app/_ui/Boxes.tsx";
import { Button, ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { type AccountActor, readAccount } from "#lib/identity/account.ts";
import { mask } from "#lib/identity/canonical.ts";
import { readMyChoices } from "#lib/me/choices.ts";
import { type Dealing, readDealings } from "#lib/me/history.ts";
import { type AnswerHere, answerHere } from "#lib/me/read.ts";
import { GpcHeard } from "../_gpc/GpcHeard.tsx";
import { house } from "../_house/house.ts";
import { Ask } from "./_parts/Ask.tsx";
import { Door } from "./_parts/Door.tsx";
import { accountHere, followHere } from "./_parts/load.ts";

/** Everything that is a person's here, in one place: what is held, what they chose, what they asked, how programs read it. */
export default async function MePage() {
  return made("/me", async () => {
    const { company, text } = await house();
    const actor = await accountHere();
    if (!actor) return <Door text={text} company={company} then="/me" />;
    await followHere(actor);
    const [answer, dealings, chosen] = [
      await answerHere(actor),
      await readDealings(actor),
      await readMyChoices(actor),
    ];
    const { t } = text;
    const stopped = chosen.choices.filter(({ stands }) => stands === "out").length;
    return (
      <PageShell title={t("me.title")} text={text} company={company}>
        <h1>{t("me.title")}</h1>
        <p className="lede">{t("me.lede")}</p>
        <p className="me-who">
          <SignedIn actor={actor} text={text} />
        </p>
        <GpcHeard text={text} />
        <Now answer={answer} dealings={dealings} text={text} zone={company.timezone} />
        <div className="me-parts">
          <Part
            id="choices"
            title={t("me.parts.choices")}
            words={t("me.parts.choicesText", { stopped })}
            link={t("me.parts.choicesLink")}
          />
          <Part
            id="history"
            title={t("me.parts.history")}
            words={t("me.parts.historyText", { requests: dealings.length })}
            link={t("me.parts.historyLink")}
          />
          <Part
            id="feed"
            title={t("me.parts.feed")}
            words={t("me.parts.feedText")}
            link={t("me.parts.feedLink")}
          />
          <Part
            id="devices"
            title={t("me.parts.devices")}
            words={t("me.parts.devicesText")}
            link={t("me.parts.devicesLink")}
          />
        </div>
        <form method="post" action="/me/leave">
          <Button second>{t("me.leave")}</Button>
        </form>
      </PageShell>
    );
  });
}

async function SignedIn({ actor, text: { t } }: { actor: AccountActor; text: Text }) {
  const { mailbox } = await readAccount(actor);
  if (mailbox === null) return t("me.signedInPlain");
  const email = () => (
    <bdi key="email" dir="ltr">
      {mask("email", mailbox)}
    </bdi>
  );
  return t.rich("me.signedIn", { email });
}

function Part({ id, title, words, link }: { id: string; title: string; words: string; link: string }) {
  return (
    <section aria-labelledby={`part-${id}`}>
      <h2 id={`part-${id}`}>{title}</h2>
      <p>{words}</p>
      <p>
        <a href={`/me/${id}`}>{link}</a>
      </p>
    </section>
  );
}

const open = ["received", "collecting", "reviewing", "preparing"];

/** The newest answer to look at, the one that is on its way, or how to ask for one. */
function Now({
  answer,
  dealings,
  text: { t, language },
  zone,
}: {
  answer: AnswerHere | null;
  dealings: readonly Dealing[];
  text: Text;
  zone: string;
}) {
  const onItsWay = dealings.find(({ right, status }) => right === "access" && open.includes(status));
  const follow = onItsWay ? (
    <ButtonLink second={answer !== null} href={`/r/${onItsWay.reference}`}>
      {t("me.now.follow")}
    </ButtonLink>
  ) : null;
  return (
    <NextBox title={t("me.now.title")}>
      {answer ? <p>{t("me.now.ready", { date: dateOf(answer.answeredAt, zone, language) })}</p> : null}
      {onItsWay ? <p>{t("me.now.working")}</p> : null}
      {!answer && !onItsWay ? <p>{t("me.now.none")}</p> : null}
      <div className="actions">
        {answer ? (
          <>
            <ButtonLink href="/me/data">{t("me.now.see")}</ButtonLink>
            <ButtonLink second href={`/r/${answer.reference}/download`}>
              {t(answer.expired ? "me.now.fileAgain" : "me.now.file")}
            </ButtonLink>
          </>
        ) : null}
        {follow}
        {!answer && !onItsWay ? <Ask words={t("me.now.ask")} /> : null}
        {answer && !onItsWay ? <Ask words={t("me.now.newer")} second /> : null}
      </div>
      {answer ? null : (
        <p>
          <a href="/me/data">{t("me.now.general")}</a>
        </p>
      )}
    </NextBox>
  );
}
