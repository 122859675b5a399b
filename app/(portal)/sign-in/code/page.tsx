import { redirect } from "next/navigation";
import { asker } from "#app/_auth/visitor.ts";
import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Notice } from "#app/_ui/Boxes.tsx";
import { Button } from "#app/_ui/Button.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { CodeField } from "#app/_ui/TextField.tsx";
import { waitsForSignIn } from "#lib/identity/mailbox-sign-in.ts";
import { house } from "../../_house/house.ts";

const wrongs = ["missing", "wrong", "spent"] as const;

/** The code for signing in, once it is on its way. */
export default async function SignInCodePage({
  searchParams,
}: {
  searchParams: Promise<{ said?: string | string[] }>;
}) {
  const { said } = await searchParams;
  return made("/sign-in/code", async () => {
    const { company, text } = await house();
    const { t } = text;
    const waits = await waitsForSignIn(await asker());
    if (!waits) redirect("/sign-in");
    const wrong = wrongs.find((each) => each === said);
    const message = wrong ? t(`errors.code.${wrong}`) : undefined;
    const notice = {
      resent: t("prove.resent"),
      often: t("prove.tooMany"),
      paused: t("proofs.paused"),
    }[typeof said === "string" ? said : ""];
    const email = () => (
      <bdi key="email" dir="ltr">
        {waits.contact}
      </bdi>
    );
    return (
      <PageShell
        title={t("proofs.code.title")}
        text={text}
        company={company}
        failed={message !== undefined}
        above={<BackLink href="/sign-in">{t("proofs.code.other")}</BackLink>}
      >
        <ErrorSummary title={t("ask.summaryTitle")} errors={message ? [{ field: "code", message }] : []} />
        {notice ? (
          <Notice tone={said === "resent" ? "good" : "bad"}>
            <p>{notice}</p>
          </Notice>
        ) : null}
        <h1>{t("proofs.code.title")}</h1>
        <p className="lede">{t.rich("proofs.code.sentTo", { email })}</p>
        <form method="post" action="/sign-in/code/send" noValidate>
          <CodeField name="code" label={t("prove.label")} hint={t("prove.hint")} error={message} />
          <Button>{t("prove.send")}</Button>
        </form>
        <section className="apart" aria-labelledby="again">
          <h2 id="again">{t("prove.noCode")}</h2>
          <p>{t("prove.wait")}</p>
          <form className="actions" method="post" action="/sign-in/code/again">
            <Button second>{t("prove.resendAgain")}</Button>
          </form>
        </section>
      </PageShell>
    );
  });
}
