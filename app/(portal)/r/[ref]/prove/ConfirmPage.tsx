import type { Text } from "#app/_text/text.ts";
import { Ref } from "#app/_ui/Boxes.tsx";
import { Button } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import type { Company } from "#lib/map/schema.ts";

/**
 * For whoever is signed in and sees a request under their mailbox that nobody has confirmed. It never starts by itself:
 * anybody can type an address.
 */
export function ConfirmPage({
  text,
  company,
  reference,
}: {
  text: Text;
  company: Company;
  reference: string;
}) {
  const { t } = text;
  const ref = () => <Ref key="ref">{reference}</Ref>;
  return (
    <PageShell title={t("proofs.confirm.title")} text={text} company={company}>
      <h1>{t("proofs.confirm.title")}</h1>
      <p className="lede">{t.rich("proofs.link.ref", { ref })}</p>
      <p>{t("proofs.confirm.text")}</p>
      <form className="actions" method="post" action={`/r/${reference}/prove/confirm`}>
        <Button>{t("proofs.confirm.button")}</Button>
      </form>
      <p>{t("proofs.confirm.not")}</p>
    </PageShell>
  );
}
