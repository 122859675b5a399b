import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Notice } from "#app/_ui/Boxes.tsx";
import { Button, ButtonLink } from "#app/_ui/Button.tsx";
import { Details } from "#app/_ui/Details.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { TextField } from "#app/_ui/TextField.tsx";
import { peopleLogin } from "#lib/identity/login/settings.ts";
import { house } from "../_house/house.ts";
import { goalIn } from "./_parts/goal.ts";

type Query = { said?: string | string[]; then?: string | string[] };

/** The ways in, for whoever wants to see everything that is theirs. It is the same page for every address. */
export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { said, then } = await searchParams;
  return made("/sign-in", async () => {
    const { company, text } = await house();
    const { t } = text;
    const goal = goalIn(then);
    const wrong = said === "email" ? t("errors.find.email.format") : undefined;
    return (
      <PageShell
        title={t("proofs.signIn.title")}
        text={text}
        company={company}
        failed={wrong !== undefined}
        above={<BackLink href="/">{t("shell.back")}</BackLink>}
      >
        <ErrorSummary
          title={t("ask.summaryTitle")}
          errors={wrong ? [{ field: "email", message: wrong }] : []}
        />
        {said === "failed" ? (
          <Notice tone="bad" title={t("proofs.signIn.failed")}>
            <p>{t("proofs.signIn.failedText")}</p>
          </Notice>
        ) : null}
        {said === "often" ? (
          <Notice tone="bad">
            <p>{t("prove.tooMany")}</p>
          </Notice>
        ) : null}
        <h1>{t("proofs.signIn.title")}</h1>
        <p className="lede">{t("proofs.signIn.lede")}</p>
        {peopleLogin() ? (
          <section className="apart" aria-labelledby="by-account">
            <h2 id="by-account">{t("proofs.signIn.account", { company: company.name })}</h2>
            <p>{t("proofs.signIn.accountText")}</p>
            <ButtonLink second href={`/sign-in/account?then=${encodeURIComponent(goal)}`}>
              {t("proofs.signIn.accountButton")}
            </ButtonLink>
          </section>
        ) : null}
        <section className="apart" aria-labelledby="by-mail">
          <h2 id="by-mail">{t("proofs.signIn.mail")}</h2>
          <p>{t("proofs.signIn.mailText")}</p>
          <form method="post" action="/sign-in/send" noValidate>
            <input type="hidden" name="then" value={goal} />
            <TextField
              name="email"
              type="email"
              dir="ltr"
              label={t("proofs.signIn.email")}
              hint={t("proofs.signIn.emailHint")}
              error={wrong}
              autoComplete="email"
              spellCheck={false}
              maxLength={254}
            />
            <Button>{t("proofs.signIn.send")}</Button>
          </form>
        </section>
        <section className="apart" aria-labelledby="by-device">
          <h2 id="by-device">{t("proofs.signIn.passkey")}</h2>
          <p>{t("proofs.signIn.passkeyText")}</p>
          <ButtonLink second href="/sign-in/passkey">
            {t("proofs.signIn.passkeyLink")}
          </ButtonLink>
        </section>
        <Details summary={t("ask.why")}>
          <p>{t("proofs.signIn.why")}</p>
          <p>{t("proofs.signIn.stays")}</p>
        </Details>
      </PageShell>
    );
  });
}
