import { Ref } from "#app/_ui/Boxes.tsx";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import type { Draft } from "#lib/request/draft.ts";
import { house } from "../../_house/house.ts";

/** Shown where somebody comes back to answers that were sent already: nothing is ever sent twice. */
export async function Sent({ sent }: Pick<Draft, "sent">) {
  const { company, text } = await house();
  const { t } = text;
  const reference = sent[0]?.reference ?? "";
  return (
    <PageShell title={t("ask.sent.title")} text={text} company={company}>
      <h1>{t("ask.sent.title")}</h1>
      {sent.length > 1 ? (
        <ul className="several-sent">
          {sent.map((one) => (
            <li key={one.reference}>
              {t(`rights.${one.right}.noun`)}: <a href={`/r/${one.reference}`}>{one.reference}</a>
            </li>
          ))}
        </ul>
      ) : (
        <p className="lede">{t.rich("ask.sent.text", { ref: () => <Ref key="ref">{reference}</Ref> })}</p>
      )}
      <p className="actions">
        <ButtonLink href={`/r/${reference}`}>{t("ask.sent.open")}</ButtonLink>
        <ButtonLink href="/" second>
          {t("ask.sent.another")}
        </ButtonLink>
      </p>
    </PageShell>
  );
}
