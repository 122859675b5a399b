import type { Text } from "#app/_text/text.ts";
import { Button } from "#app/_ui/Button.tsx";
import { CodeField } from "#app/_ui/TextField.tsx";

type About = { text: Text; reference: string; download: boolean };

/** The box for the code; `first` where it is the page's main act. */
export function CodeForm({
  text,
  reference,
  download,
  error,
  first = false,
}: About & { error?: string | undefined; first?: boolean }) {
  const { t } = text;
  return (
    <form method="post" action={`/r/${reference}/prove/send`} noValidate>
      {download ? <input type="hidden" name="then" value="download" /> : null}
      <CodeField name="code" label={t("prove.label")} hint={t("prove.hint")} error={error} />
      <Button second={!first}>{t("prove.send")}</Button>
    </form>
  );
}

/** Has a code sent; `again` where one is on its way already. */
export function SendForm({ text, reference, download, again = false }: About & { again?: boolean }) {
  const { t } = text;
  return (
    <form className="actions" method="post" action={`/r/${reference}/prove/again`}>
      {download ? <input type="hidden" name="then" value="download" /> : null}
      <Button second={again}>{again ? t("prove.resendAgain") : t("prove.resend")}</Button>
    </form>
  );
}
