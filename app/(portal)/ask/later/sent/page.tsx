import { ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { nextPath } from "#lib/request/draft.ts";
import { house } from "../../../_house/house.ts";
import { question } from "../../_flow/question.tsx";

/** After the link was mailed: the page may be closed. */
export default function LaterSentPage() {
  return question("/ask/later/sent", async (draft) => {
    const { company, text } = await house();
    const { t } = text;
    return (
      <PageShell title={t("several.later.sentTitle")} text={text} company={company}>
        <h1>{t("several.later.sentTitle")}</h1>
        <p className="lede">
          {t.rich("several.later.sentText", {
            email: () => <bdi key="email">{draft.values.laterEmail}</bdi>,
          })}
        </p>
        <p>{t("several.later.sentMore")}</p>
        <p className="actions">
          <ButtonLink href={nextPath(draft)}>{t("several.later.goOn")}</ButtonLink>
        </p>
      </PageShell>
    );
  });
}
