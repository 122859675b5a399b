import type { Text } from "#app/_text/text.ts";
import { Notice } from "#app/_ui/Boxes.tsx";
import { Button, ButtonLink } from "#app/_ui/Button.tsx";
import { passkeyScript } from "#app/_ui/passkey-script.ts";

/**
 * Asks a device, by the one script of the portal. Until it runs the button is not there: without scripts the page shows
 * the way by code only, which does the same.
 */
export function PasskeyForm({
  text,
  act,
  options,
  action,
  button,
  failed,
}: {
  text: Text;
  act: "make" | "use";
  options: object;
  action: string;
  button: string;
  failed: boolean;
}) {
  const { t } = text;
  return (
    <>
      <div id="failed" hidden={!failed}>
        <Notice tone="bad">
          <p>{t("proofs.passkey.failed")}</p>
        </Notice>
      </div>
      <form
        id="passkey"
        className="actions"
        method="post"
        action={action}
        data-act={act}
        data-options={JSON.stringify(options)}
        hidden
      >
        <input type="hidden" name="answer" value="" />
        <Button>{button}</Button>
      </form>
      <p>{t("proofs.passkey.noScript")}</p>
      <p className="actions">
        <ButtonLink second href="/sign-in">
          {t("proofs.passkey.code")}
        </ButtonLink>
      </p>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, allowed by its hash and by nothing else. */}
      <script dangerouslySetInnerHTML={{ __html: passkeyScript }} />
    </>
  );
}
