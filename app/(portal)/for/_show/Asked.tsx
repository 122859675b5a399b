import { dayName } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { Ref } from "#app/_ui/Boxes.tsx";
import type { AskersView } from "#lib/behalf/read.ts";

/** What was asked, each with its number and where it stands. */
export function Asked({ view, text }: { view: AskersView; text: Text }) {
  const { t, language } = text;
  return (
    <dl className="summary">
      {view.requests.map(({ reference, right, status, safeDue }) => (
        <div key={reference} className="summary-row">
          <dt>{t(`rights.${right}.noun`)}</dt>
          <dd>
            <Ref>{reference}</Ref>
            <br />
            {t(`others.page.${standingWords(status)}`)}
            {["ready", "closed", "cancelled", "lapsed", "refused"].includes(status) ? null : (
              <>
                <br />
                {t("others.page.due", { date: dayName(safeDue, language) })}
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Where a request stands, as far as whoever asks for somebody else may know. */
export function standingWords(status: string) {
  if (status === "received") return "waiting";
  if (status === "cancelled" || status === "lapsed") return "cancelled";
  return ["ready", "closed", "refused"].includes(status) ? "done" : "working";
}
