import { dayName } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { Ref } from "#app/_ui/Boxes.tsx";
import { ButtonLink } from "#app/_ui/Button.tsx";
import type { Recourse, SentAbout } from "#lib/request/about-view.ts";
import type { PersonsSister } from "#lib/request/sisters.ts";

/** What was asked together with this, and the person's ways on: look again, complain. */
export function Ways({
  reference,
  recourse,
  sisters,
  text,
}: {
  reference: string;
  recourse: Recourse | null;
  sisters: readonly PersonsSister[];
  text: Text;
}) {
  const { t } = text;
  return (
    <>
      {sisters.length > 0 ? (
        <section className="apart" aria-labelledby="together">
          <h2 id="together">{t("recourse.together")}</h2>
          <p>{t("recourse.togetherText")}</p>
          <ul>
            {sisters.map(({ reference: other, right }) => (
              <li key={other}>
                <a href={`/r/${other}`}>
                  {t(`rights.${right}.noun`)}, <Ref>{other}</Ref>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {recourse?.appeal?.may ? (
        <p className="actions">
          <ButtonLink second href={`/r/${reference}/appeal`}>
            {t("recourse.appeal.link")}
          </ButtonLink>
        </p>
      ) : null}
      <p className="actions">
        {t.rich("track.actions.unhappy", {
          complain: (words) => (
            <a href={recourse?.complaintBy ? `/r/${reference}/complain` : "/about#complain"}>{words}</a>
          ),
        })}
      </p>
    </>
  );
}

/** That what they sent is here, its number, and by when it is answered. */
export function Sent({ sent, text }: { sent: SentAbout; text: Text }) {
  const { t, language } = text;
  return (
    <p>
      {t.rich("recourse.sent", {
        ref: () => (
          <a key="ref" href={`/r/${sent.reference}`}>
            <Ref>{sent.reference}</Ref>
          </a>
        ),
        date: dayName(sent.answerBy, language),
      })}
    </p>
  );
}
