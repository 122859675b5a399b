import { asker } from "#app/_auth/visitor.ts";
import { made } from "#app/_forms/page.ts";
import type { Text } from "#app/_text/text.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Ref } from "#app/_ui/Boxes.tsx";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { type AgentsLine, readAsAgent } from "#lib/behalf/read.ts";
import { house } from "../../_house/house.ts";
import { standingWords } from "../_show/Asked.tsx";
import { NotYours } from "../_show/NotYours.tsx";

/** Everything that was asked for others from the mailbox that this session has proven. */
export default function MinePage() {
  return made("/for/mine", async () => {
    const actor = await asker();
    if (actor.kind !== "account" || actor.mailboxToken === null) return <NotYours />;
    const lines = await readAsAgent(actor);
    const { company, text } = await house();
    const { t } = text;
    return (
      <PageShell
        wide
        title={t("others.mine.title")}
        text={text}
        company={company}
        above={<BackLink href="/agents">{t("shell.back")}</BackLink>}
      >
        <h1>{t("others.mine.title")}</h1>
        <p className="lede">{lines.length > 0 ? t("others.mine.lede") : t("others.mine.none")}</p>
        {lines.length > 0 ? <Lines lines={lines} text={text} /> : null}
        <p className="actions">
          <ButtonLink href="/for/batch">{t("others.mine.another")}</ButtonLink>
        </p>
      </PageShell>
    );
  });
}

function Lines({ lines, text }: { lines: readonly AgentsLine[]; text: Text }) {
  const { t } = text;
  const heads = ["reference", "yours", "person", "asked", "authority", "state"] as const;
  return (
    <table className="others-table">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {t(`others.mine.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.reference}>
            <th scope="row">
              <a href={`/for/${line.reference}`}>
                <Ref>{line.reference}</Ref>
              </a>
            </th>
            <td data-label={t("others.mine.yours")}>
              <bdi>{line.theirs ?? ""}</bdi>
            </td>
            <td data-label={t("others.mine.person")}>
              <bdi>{line.name ?? ""}</bdi>
            </td>
            <td data-label={t("others.mine.asked")}>{t(`rights.${line.right}.noun`)}</td>
            <td data-label={t("others.mine.authority")}>{t(`others.mine.${authority(line.state)}`)}</td>
            <td data-label={t("others.mine.state")}>{t(`others.page.${standingWords(line.status)}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function authority(state: AgentsLine["state"]) {
  if (state === "accepted") return "yes";
  return state === "revoked" ? "no" : "notYet";
}
