import { asToken } from "#app/_auth/cookies.ts";
import { made } from "#app/_forms/page.ts";
import { Button } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { draftLinkLeads } from "#lib/request/draft-link.ts";
import { house } from "../../../_house/house.ts";
import { Gone } from "../../_flow/Gone.tsx";

/** A mailed link: it opens a page with a button, so that a program that reads mails first does nothing by it. */
export default async function ResumePage({ params }: { params: Promise<{ token: string }> }) {
  const token = asToken((await params).token);
  return made("/", async () => {
    if (token === undefined || !(await draftLinkLeads(token))) return <Gone />;
    const { company, text } = await house();
    const { t } = text;
    return (
      <PageShell title={t("several.resume.title")} text={text} company={company}>
        <h1>{t("several.resume.title")}</h1>
        <p className="lede">{t("several.resume.text")}</p>
        <form method="post" action={`/ask/resume/${token}/open`}>
          <p className="actions">
            <Button>{t("several.resume.button")}</Button>
          </p>
        </form>
      </PageShell>
    );
  });
}
