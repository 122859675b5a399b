import { made } from "#app/_forms/page.ts";
import { dateOf, dayName } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Ref } from "#app/_ui/Boxes.tsx";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { answersWithBundle, needsProof } from "#lib/law/rights.ts";
import { type Dealing, readDealings } from "#lib/me/history.ts";
import { house } from "../../_house/house.ts";
import { Door } from "../_parts/Door.tsx";
import { accountHere } from "../_parts/load.ts";

/** Everything that the person asked for, how it stands, and what came of it. */
export default async function HistoryPage() {
  return made("/me/history", async () => {
    const { company, text } = await house();
    const actor = await accountHere();
    if (!actor) return <Door text={text} company={company} then="/me/history" />;
    const dealings = await readDealings(actor);
    const { t } = text;
    return (
      <PageShell
        title={t("me.history.title")}
        text={text}
        company={company}
        above={<BackLink href="/me">{t("me.back")}</BackLink>}
      >
        <h1>{t("me.history.title")}</h1>
        {dealings.length === 0 ? (
          <>
            <p className="lede">{t("me.history.none")}</p>
            <p>{t("me.history.none2")}</p>
          </>
        ) : (
          <p className="lede">{t("me.history.lede")}</p>
        )}
        <ul className="me-dealings">
          {dealings.map((one) => (
            <DealingRow key={one.reference} dealing={one} text={text} zone={company.timezone} />
          ))}
        </ul>
        <p className="actions">
          <ButtonLink second href="/">
            {t("me.history.ask")}
          </ButtonLink>
        </p>
      </PageShell>
    );
  });
}

function DealingRow({ dealing, text, zone }: { dealing: Dealing; text: Text; zone: string }) {
  const { t, language } = text;
  const { reference, right, receivedAt, answerBy, endedAt } = dealing;
  const say = (day: Date) => dateOf(day, zone, language);
  const came = cameOf(dealing, text);
  return (
    <li>
      <h2>
        <a href={`/r/${reference}`}>{t(`me.history.right.${right}`)}</a>
      </h2>
      <p>
        <strong>{statusOf(dealing, text)}.</strong> {t("me.history.sent", { date: say(receivedAt) })}{" "}
        {answerBy ? t("me.history.answerBy", { date: dayName(answerBy, language) }) : null}
        {endedAt ? t("me.history.ended", { date: say(endedAt) }) : null}
      </p>
      <p className="hint">
        <Ref>{reference}</Ref>
      </p>
      {came.length > 0 ? (
        <ul className="me-came">
          {came.map(({ href, words, after }) => (
            <li key={href}>
              <a href={href}>{words}</a>
              {after ? `, ${after}` : null}
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** How a request stands, in the words of its own page. */
function statusOf({ right, status, proven, files }: Dealing, { t }: Text): string {
  const withBundle = answersWithBundle(right);
  switch (status) {
    case "received":
      return needsProof(right) && !proven
        ? t("track.status.receivedUnproven")
        : t("track.status.collecting.other");
    case "collecting":
      return t(`track.status.collecting.${right === "access" || right === "portability" ? right : "other"}`);
    case "reviewing":
      return t(withBundle ? "track.status.reviewing" : "track.status.reviewingAct");
    case "preparing":
      return t(withBundle ? "track.status.preparing" : "track.status.reviewingAct");
    case "ready":
      return t(files > 0 ? "track.status.ready" : "track.status.readyAct");
    default:
      return t(`track.status.${status}`);
  }
}

/** What came of a request, each with its own page. */
function cameOf(dealing: Dealing, text: Text) {
  const { t } = text;
  const { reference, files, downloads, letters, corrections, messages, certificate, proven } = dealing;
  const at = (page: string) => `/r/${reference}${page}`;
  return [
    ...(files > 0
      ? [
          {
            href: at("/download"),
            words: t("me.history.file"),
            after: downloads > 0 ? t("me.history.downloads", { downloads }) : null,
          },
        ]
      : []),
    ...(letters > 0
      ? [{ href: at("#letters"), words: t("me.history.letters", { letters }), after: null }]
      : []),
    ...(corrections > 0
      ? [{ href: at("/correct"), words: t("me.history.corrections", { corrections }), after: null }]
      : []),
    ...(messages > 0
      ? [{ href: at("/messages"), words: t("me.history.messages", { messages }), after: null }]
      : []),
    ...(certificate ? [{ href: at("/deletion"), words: t("me.history.certificate"), after: null }] : []),
    ...(proven ? [{ href: at("#kept"), words: t("proofs.kept.title"), after: null }] : []),
  ];
}
