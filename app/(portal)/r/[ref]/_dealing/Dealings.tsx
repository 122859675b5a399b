import type { ReactNode } from "react";
import type { Text } from "#app/_text/text.ts";
import { Notice } from "#app/_ui/Boxes.tsx";
import { ButtonLink } from "#app/_ui/Button.tsx";
import type { Company } from "#lib/map/schema.ts";
import type { Tracking } from "#lib/request/views.ts";

type Count = { all: number; unseen: number; returned: boolean } | null;

/** What is new to the person on their page: that we wrote, or that our mail did not arrive. */
export function News({
  reference,
  dealings,
  masked,
  company,
  text,
}: {
  reference: string;
  dealings: Count;
  masked: ReactNode;
  company: Company;
  text: Text;
}) {
  if (dealings === null) return null;
  const { t } = text;
  return (
    <>
      {dealings.unseen > 0 ? (
        <Notice>
          <p>
            <a href={`/r/${reference}/messages`}>
              {t("dealings.link.newMessage", { unseen: dealings.unseen })}
            </a>
          </p>
        </Notice>
      ) : null}
      {dealings.returned ? (
        <Notice tone="bad">
          <p>
            {t.rich("dealings.bounced", {
              email: () => masked,
              write: (words) => <a href={writeTo(company, reference)}>{words}</a>,
            })}
          </p>
        </Notice>
      ) : null}
    </>
  );
}

/** What the person can do on this page: write, take the request back, and the quieter ways below. */
export function Dealings({
  tracking,
  dealings,
  company,
  text,
}: {
  tracking: Tracking;
  dealings: Count;
  company: Company;
  text: Text;
}) {
  const { t } = text;
  const { reference, mayCancel } = tracking;
  return (
    <>
      <div className="actions">
        <ButtonLink second href={dealings ? `/r/${reference}/messages` : writeTo(company, reference)}>
          {t("track.actions.write")}
        </ButtonLink>
        {mayCancel ? (
          <ButtonLink second href={`/r/${reference}/cancel`}>
            {t("track.actions.cancel")}
          </ButtonLink>
        ) : null}
      </div>
      {dealings ? (
        <nav aria-label={t("dealings.link.title")}>
          <ul className="quiet-links">
            {waysOf(tracking).map((way) => (
              <li key={way}>
                <a href={`/r/${reference}/${way}`}>{t(`dealings.link.${way}`)}</a>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
    </>
  );
}

type Way = "detail" | "narrow" | "change" | "sent" | "how";

/** What can still be done, from where the request stands. */
function waysOf({ status, right }: Tracking): Way[] {
  const asking = status === "received" || status === "collecting";
  const answered = status === "closed" || status === "refused";
  return [
    ...(asking || status === "reviewing" ? (["detail"] as const) : []),
    ...(asking && (right === "access" || right === "portability") ? (["narrow"] as const) : []),
    "change",
    "sent",
    ...(answered ? (["how"] as const) : []),
  ];
}

const writeTo = ({ contact }: Company, reference: string) =>
  `mailto:${contact.email}?subject=${encodeURIComponent(reference)}`;
