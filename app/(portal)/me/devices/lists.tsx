import { dateOf, timeOf } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { Ref } from "#app/_ui/Boxes.tsx";
import { Button } from "#app/_ui/Button.tsx";
import type { SessionView } from "#lib/identity/account.ts";
import type { PasskeyView } from "#lib/identity/passkey/passkeys.ts";

type Shown = { text: Text; zone: string };

/** The open sessions, each with its button to end it. */
export function Sessions({ sessions, text, zone }: Shown & { sessions: SessionView[] }) {
  const { t } = text;
  const at = (instant: Date) => timeOf(instant, zone, text.language);
  return (
    <ul className="devices">
      {sessions.map((one) => {
        const device = one.device || t("proofs.devices.unknown");
        const how = t(`proofs.kept.how.${one.how}`);
        const ref = () => <Ref key="ref">{one.reference ?? ""}</Ref>;
        return (
          <li key={one.id}>
            <p>
              <strong>
                <bdi>{device}</bdi>
              </strong>
              {one.here ? ` (${t("proofs.devices.here")})` : null}
              <br />
              {t("proofs.devices.since", { time: at(one.provenAt), how })}
              {one.reference ? (
                <>
                  <br />
                  {t.rich("proofs.devices.oneRequest", { ref })}
                </>
              ) : null}
              <br />
              {t("proofs.devices.until", { time: at(one.expiresAt) })}
            </p>
            <form method="post" action="/me/devices/end">
              <input type="hidden" name="id" value={one.id} />
              <Button second small>
                {t("proofs.devices.end")}
                <span className="hidden-words">: {t("proofs.devices.endNamed", { device })}</span>
              </Button>
            </form>
          </li>
        );
      })}
    </ul>
  );
}

/** The saved devices, each with its button to take it off. */
export function Passkeys({ passkeys, text, zone }: Shown & { passkeys: PasskeyView[] }) {
  const { t } = text;
  const day = (instant: Date) => dateOf(instant, zone, text.language);
  if (passkeys.length === 0) return null;
  return (
    <ul className="devices">
      {passkeys.map((one) => {
        const device = one.device || t("proofs.devices.unknown");
        return (
          <li key={one.id}>
            <p>
              <strong>
                <bdi>{device}</bdi>
              </strong>
              <br />
              {t("proofs.devices.saved", { day: day(one.createdAt) })}
              {one.usedAt ? (
                <>
                  <br />
                  {t("proofs.devices.used", { day: day(one.usedAt) })}
                </>
              ) : null}
            </p>
            <form method="post" action="/me/devices/remove">
              <input type="hidden" name="id" value={one.id} />
              <Button second small>
                {t("proofs.devices.remove")}
                <span className="hidden-words">: {t("proofs.devices.removeNamed", { device })}</span>
              </Button>
            </form>
          </li>
        );
      })}
    </ul>
  );
}
