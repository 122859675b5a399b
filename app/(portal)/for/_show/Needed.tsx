import type { Text } from "#app/_text/text.ts";
import { ButtonLink } from "#app/_ui/Button.tsx";
import type { AskersView } from "#lib/behalf/read.ts";

/** What is to be done now, and what else would do. */
export function Needed({ view, text }: { view: AskersView; text: Text }) {
  const { t } = text;
  if (view.state === "revoked") return <p>{t("others.page.revokedWhat")}</p>;
  if (view.ended) return <p>{t("others.page.ended")}.</p>;
  if (view.state === "accepted" && !view.mustProve) return <p>{t(`others.page.${acceptedWords(view)}`)}</p>;
  return (
    <>
      {view.mustProve ? (
        <>
          <p>{t("others.page.prove")}</p>
          <p>
            <ButtonLink href={`/r/${view.reference}/prove`}>{t("others.page.proveLink")}</ButtonLink>
          </p>
        </>
      ) : null}
      {view.state === "accepted" ? null : <Ways view={view} text={text} />}
    </>
  );
}

function Ways({ view, text }: { view: AskersView; text: Text }) {
  const { t } = text;
  if (view.state === "open" && view.papers > 0) return <p>{t("others.page.paperWait")}</p>;
  const agent = view.relation === "agent";
  const intro = view.personAsked ? "personAsked" : "paperOnly";
  return (
    <>
      {view.state === "refused" ? <p>{t("others.page.refusedWhat")}</p> : null}
      {agent && view.state === "open" ? <p>{t(`others.page.${intro}`)}</p> : null}
      {agent && view.state === "open" ? null : (
        <ul>
          {waysOf(view).map((way) => (
            <li key={way}>{t(`others.ways.${way}`)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function waysOf({ relation, personAsked }: Pick<AskersView, "relation" | "personAsked">) {
  if (relation === "parent") return ["parentPaper", "parentSay", "cover"] as const;
  if (relation === "executor") return ["executorPaper", "cover"] as const;
  return personAsked ? (["agentYes", "agentPaper"] as const) : (["agentPaper"] as const);
}

function acceptedWords({ relation, answerTo }: AskersView) {
  if (relation !== "agent") return "acceptedFamily";
  return answerTo === "asker" ? "acceptedAsker" : "acceptedPerson";
}
