import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { readAccount } from "#lib/identity/account.ts";
import { mask } from "#lib/identity/canonical.ts";
import { askToSave } from "#lib/identity/passkey/passkeys.ts";
import { isFresh } from "#lib/me/fresh.ts";
import { house } from "../../../_house/house.ts";
import { PasskeyForm } from "../../../sign-in/_parts/PasskeyForm.tsx";
import { Door, NewCode } from "../../_parts/Door.tsx";
import { accountHere } from "../../_parts/load.ts";

/** Saves this device, so that no code is needed next time. */
export default async function AddDevicePage({
  searchParams,
}: {
  searchParams: Promise<{ said?: string | string[] }>;
}) {
  const { said } = await searchParams;
  return made("/me/devices/add", async () => {
    const { company, text } = await house();
    const actor = await accountHere();
    if (!actor) return <Door text={text} company={company} then="/me/devices" />;
    const { t } = text;
    if (!isFresh(actor)) {
      return (
        <PageShell title={t("proofs.passkey.addTitle")} text={text} company={company}>
          <h1>{t("proofs.passkey.addTitle")}</h1>
          <NewCode text={text} then="/me/devices/add" />
        </PageShell>
      );
    }
    const { mailbox } = await readAccount(actor);
    const shown = mailbox === null ? company.name : mask("email", mailbox);
    const options = await askToSave(actor, shown, company.name);
    return (
      <PageShell
        title={t("proofs.passkey.addTitle")}
        text={text}
        company={company}
        above={<BackLink href="/me/devices">{t("shell.back")}</BackLink>}
      >
        <h1>{t("proofs.passkey.addTitle")}</h1>
        <p className="lede">{t("proofs.passkey.addText")}</p>
        <PasskeyForm
          text={text}
          act="make"
          options={options}
          action="/me/devices/add/send"
          button={t("proofs.passkey.addButton")}
          failed={said === "failed"}
        />
      </PageShell>
    );
  });
}
