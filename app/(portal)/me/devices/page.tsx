import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Notice } from "#app/_ui/Boxes.tsx";
import { Button, ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { sessionsOf } from "#lib/identity/account.ts";
import { passkeysOf } from "#lib/identity/passkey/passkeys.ts";
import { house } from "../../_house/house.ts";
import { Door } from "../_parts/Door.tsx";
import { accountHere } from "../_parts/load.ts";
import { Passkeys, Sessions } from "./lists.tsx";

const saids = ["ended", "removed", "added"] as const;

/** Where somebody is signed in, and which devices are saved; each can be ended or removed. */
export default async function DevicesPage({
  searchParams,
}: {
  searchParams: Promise<{ said?: string | string[] }>;
}) {
  const { said: given } = await searchParams;
  return made("/me/devices", async () => {
    const { company, text } = await house();
    const actor = await accountHere();
    if (!actor) return <Door text={text} company={company} then="/me/devices" />;
    const { t } = text;
    const said = saids.find((each) => each === given);
    const [sessions, passkeys] = [await sessionsOf(actor), await passkeysOf(actor)];
    const parts = { text, zone: company.timezone };
    return (
      <PageShell
        title={t("proofs.devices.title")}
        text={text}
        company={company}
        above={<BackLink href="/me">{t("shell.back")}</BackLink>}
      >
        {said ? (
          <Notice tone="good">
            <p>{t(`proofs.devices.${said}`)}</p>
          </Notice>
        ) : null}
        <h1>{t("proofs.devices.title")}</h1>
        <p className="lede">{t("proofs.devices.lede")}</p>
        <section className="apart" aria-labelledby="open">
          <h2 id="open">{t("proofs.devices.open")}</h2>
          <Sessions sessions={sessions} {...parts} />
          <form className="actions" method="post" action="/me/devices/end-all">
            <Button second>{t("proofs.devices.endAll")}</Button>
          </form>
        </section>
        <section className="apart" aria-labelledby="saved">
          <h2 id="saved">{t("proofs.devices.passkeys")}</h2>
          <p>{t("proofs.devices.passkeysText")}</p>
          {passkeys.length === 0 ? <p>{t("proofs.devices.noPasskeys")}</p> : null}
          <Passkeys passkeys={passkeys} {...parts} />
          <p className="actions">
            <ButtonLink second href="/me/devices/add">
              {t("proofs.devices.add")}
            </ButtonLink>
          </p>
        </section>
      </PageShell>
    );
  });
}
