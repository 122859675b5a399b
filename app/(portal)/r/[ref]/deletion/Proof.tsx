import type { Text } from "#app/_text/text.ts";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { Details } from "#app/_ui/Details.tsx";
import { publishedKey } from "#lib/erasure/certificate.ts";
import { InLog } from "../_track/InLog.tsx";

/** The certificate, and how anybody checks it without us. */
export function Proof({ reference, text }: { reference: string; text: Text }) {
  const { t } = text;
  const name = `erasure-${reference}.json`;
  const check = [
    `const file = JSON.parse(require("fs").readFileSync("${name}", "utf8"));`,
    `const { verify } = require("crypto");`,
    `const holds = (one) => verify(null, Buffer.from(one.body), file.public_key, Buffer.from(one.signature, "base64"));`,
    "console.log(holds(file) && JSON.parse(file.body).receipts.every(holds));",
  ].join("\n");
  return (
    <section aria-labelledby="proof">
      <h2 id="proof">{t("deletion.certificate.title")}</h2>
      <p>{t("deletion.certificate.text")}</p>
      <div className="actions">
        <ButtonLink href={`/r/${reference}/deletion/certificate`}>
          {t("deletion.certificate.download")}
        </ButtonLink>
      </div>
      <Details summary={t("deletion.certificate.check")}>
        <p>{t("deletion.certificate.checkText")}</p>
        <pre className="mono code-block" dir="ltr">
          {check}
        </pre>
        <p>{t("deletion.certificate.good")}</p>
        <p>{t("deletion.certificate.key")}</p>
        <pre className="mono code-block" dir="ltr">
          {publishedKey().publicKey.trim()}
        </pre>
      </Details>
      <InLog reference={reference} text={text} />
    </section>
  );
}
