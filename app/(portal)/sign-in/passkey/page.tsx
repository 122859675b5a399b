import { redirect } from "next/navigation";
import { asker } from "#app/_auth/visitor.ts";
import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { askToUse } from "#lib/identity/passkey/passkeys.ts";
import { house } from "../../_house/house.ts";
import { PasskeyForm } from "../_parts/PasskeyForm.tsx";

/** Signs in with a saved device. */
export default async function PasskeyPage({
  searchParams,
}: {
  searchParams: Promise<{ said?: string | string[]; begun?: string | string[] }>;
}) {
  const { said, begun } = await searchParams;
  return made("/sign-in", async () => {
    const { company, text } = await house();
    const { t } = text;
    const actor = await asker();
    if (actor.browser === "" && begun === undefined) redirect("/sign-in/passkey/begin");
    const options = await askToUse(actor);
    return (
      <PageShell
        title={t("proofs.passkey.useTitle")}
        text={text}
        company={company}
        above={<BackLink href="/sign-in">{t("shell.back")}</BackLink>}
      >
        <h1>{t("proofs.passkey.useTitle")}</h1>
        <p className="lede">{t("proofs.passkey.useText")}</p>
        <PasskeyForm
          text={text}
          act="use"
          options={options}
          action="/sign-in/passkey/send"
          button={t("proofs.passkey.useButton")}
          failed={said === "failed"}
        />
      </PageShell>
    );
  });
}
