import { redirect } from "next/navigation";
import { asker } from "#app/_auth/visitor.ts";
import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Notice } from "#app/_ui/Boxes.tsx";
import { Button } from "#app/_ui/Button.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { Radios } from "#app/_ui/Radios.tsx";
import { CodeField } from "#app/_ui/TextField.tsx";
import { HabeasError } from "#lib/core/errors.ts";
import { readSecondCheck, type SecondCheck } from "#lib/request/proofs/second.ts";
import { house } from "../../../../_house/house.ts";
import { referenceIn } from "../../_track/load.ts";

const wrongs = ["missing", "wrong", "spent"] as const;

async function checkOf(reference: string): Promise<SecondCheck | null | "stranger"> {
  try {
    return await readSecondCheck(await asker(), reference);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "not_found") return "stranger";
    throw error;
  }
}

type Props = { params: Promise<{ ref: string }>; searchParams: Promise<{ said?: string | string[] }> };

/** One more check, where more is needed: a code at another address that is on file. */
export default async function SecondPage({ params, searchParams }: Props) {
  const reference = await referenceIn(params);
  const { said } = await searchParams;
  return made(`/r/${reference}/prove/second`, async () => {
    const { company, text } = await house();
    const { t } = text;
    const check = await checkOf(reference);
    if (check === "stranger") redirect(`/r/${reference}/prove`);
    const wrong = wrongs.find((each) => each === said);
    const message = wrong ? t(`errors.code.${wrong}`) : undefined;
    const refused = {
      often: t("prove.tooMany"),
      paused: t("proofs.paused"),
      choose: t("proofs.second.choose"),
    }[typeof said === "string" ? said : ""];
    const back = <BackLink href={`/r/${reference}`}>{t("shell.back")}</BackLink>;
    const title = t("proofs.second.title");
    return (
      <PageShell title={title} text={text} company={company} failed={message !== undefined} above={back}>
        <ErrorSummary title={t("ask.summaryTitle")} errors={message ? [{ field: "code", message }] : []} />
        {refused ? (
          <Notice tone="bad">
            <p>{refused}</p>
          </Notice>
        ) : null}
        <h1>{title}</h1>
        {check === null ? (
          <p className="lede">{t("proofs.second.done")}</p>
        ) : (
          <>
            <p className="lede">{t("proofs.second.lede")}</p>
            {check.choices.length === 0 ? (
              <p>{t("proofs.second.none")}</p>
            ) : (
              <>
                {said === "sent" || wrong ? (
                  <form method="post" action={`/r/${reference}/prove/second/code`} noValidate>
                    <CodeField name="code" label={t("prove.label")} hint={t("prove.hint")} error={message} />
                    <Button>{t("prove.send")}</Button>
                  </form>
                ) : null}
                <form className="apart" method="post" action={`/r/${reference}/prove/second/send`}>
                  <Radios
                    name="contact"
                    label={t("proofs.second.choose")}
                    choices={check.choices.map(({ id, contact }) => ({ value: String(id), label: contact }))}
                  />
                  <Button second={said === "sent" || wrong !== undefined}>{t("proofs.second.send")}</Button>
                </form>
                <p>{t("proofs.second.cannot")}</p>
              </>
            )}
          </>
        )}
      </PageShell>
    );
  });
}
