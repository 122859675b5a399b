import type { Text } from "#app/_text/text.ts";
import { Ref } from "#app/_ui/Boxes.tsx";
import { Button, ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import type { Company } from "#lib/map/schema.ts";

/**
 * The page behind a mail's link. `action` is null in a browser that did not ask for it: there the page says why it does
 * nothing here, and how to go on. It looks the same for a link that never was.
 */
export function LinkPage({
  text,
  company,
  action,
  elsewhere,
  reference,
}: {
  text: Text;
  company: Company;
  action: string | null;
  /** Where a new code is asked for. */
  elsewhere: string;
  reference?: string;
}) {
  const { t } = text;
  const title = action ? t("proofs.link.title") : t("proofs.link.elsewhere");
  const ref = () => <Ref key="ref">{reference ?? ""}</Ref>;
  return (
    <PageShell title={title} text={text} company={company}>
      <h1>{title}</h1>
      {action ? (
        <>
          <p className="lede">{t("proofs.link.text")}</p>
          {reference ? <p>{t.rich("proofs.link.ref", { ref })}</p> : null}
          <form className="actions" method="post" action={action}>
            <Button>{t("proofs.link.button")}</Button>
          </form>
          <p>{t("proofs.link.notMe")}</p>
        </>
      ) : (
        <>
          <p className="lede">{t("proofs.link.elsewhereText")}</p>
          <p>{t("proofs.link.elsewhereHow")}</p>
          <p className="actions">
            <ButtonLink href={elsewhere}>{t("proofs.link.here")}</ButtonLink>
          </p>
        </>
      )}
    </PageShell>
  );
}
