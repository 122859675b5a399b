import { asker } from "#app/_auth/visitor.ts";
import { made } from "#app/_forms/page.ts";
import type { Text } from "#app/_text/text.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { ConfirmationPanel } from "#app/_ui/Boxes.tsx";
import { Button, ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { type Batch, readBatch } from "#lib/behalf/batch.ts";
import { house } from "../../_house/house.ts";
import { BatchForm } from "../_show/BatchForm.tsx";
import { batchErrors } from "../_show/batch-errors.ts";

type Props = { searchParams: Promise<{ said?: string | string[] }> };

/** Many people at once: the form, then the list as it was read, then that it is filed. */
export default async function BatchPage({ searchParams }: Props) {
  const { said } = await searchParams;
  return made("/for/batch", async () => {
    const batch = await readBatch(await asker());
    const { company, text } = await house();
    const { t } = text;
    const errors = said === "wrong" && batch ? batchErrors(batch.troubles, text) : [];
    const checked = batch !== null && batch.lines.length > 0 && said !== "again";
    const filed = batch?.filed && said === undefined ? batch.filed : null;
    const title = filed
      ? t("others.batch.sentTitle")
      : checked
        ? t("others.batch.previewTitle")
        : t("others.batch.title");
    return (
      <PageShell
        title={title}
        text={text}
        company={company}
        wide={checked}
        failed={errors.length > 0}
        above={<BackLink href={checked ? "/for/batch?said=again" : "/agents"}>{t("shell.back")}</BackLink>}
      >
        {filed ? (
          <>
            <h1 className="hidden-words">{title}</h1>
            <ConfirmationPanel title={title}>
              <p>{t("others.batch.sent", { requests: filed.requests })}</p>
            </ConfirmationPanel>
            <p className="actions">
              <ButtonLink href="/for/mine">{t("others.batch.toList")}</ButtonLink>
              <ButtonLink second href="/for/batch?said=again">
                {t("others.mine.another")}
              </ButtonLink>
            </p>
          </>
        ) : checked ? (
          <Preview batch={batch} text={text} />
        ) : (
          <BatchForm batch={batch} text={text} errors={errors} />
        )}
      </PageShell>
    );
  });
}

function Preview({ batch, text }: { batch: Batch; text: Text }) {
  const { t } = text;
  const people = new Set(batch.lines.map((line) => line.email)).size;
  const heads = ["person", "asked", "yours"] as const;
  return (
    <>
      <h1>{t("others.batch.previewTitle")}</h1>
      <p className="lede">{t("others.batch.preview", { people, requests: batch.lines.length })}</p>
      <p>{t("others.batch.previewMail")}</p>
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
          {batch.lines.map((line) => (
            <tr key={`${line.email} ${line.right}`}>
              <th scope="row">
                <bdi>{line.name}</bdi>
                <br />
                <bdi dir="ltr">{line.email}</bdi>
              </th>
              <td data-label={t("others.mine.asked")}>
                {t(`rights.${line.right}.noun`)}, <bdi dir="ltr">{line.place}</bdi>
              </td>
              <td data-label={t("others.mine.yours")}>
                <bdi>{line.reference}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <form method="post" action="/for/batch/send">
        <input type="hidden" name="formKey" value={batch.formKey} />
        <p>
          <Button>{t("others.batch.send")}</Button>
        </p>
      </form>
    </>
  );
}
