import type { Text } from "#app/_text/text.ts";
import { Button } from "#app/_ui/Button.tsx";
import { CodeField, TextField } from "#app/_ui/TextField.tsx";

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

/** Puts a mistyped address right, in the browser that filed the request, until it is proven. */
export function AddressForm({
  text,
  reference,
  error,
}: {
  text: Text;
  reference: string;
  error: string | undefined;
}) {
  const { t } = text;
  return (
    <form method="post" action={`/r/${reference}/prove/address`} noValidate>
      <TextField
        name="email"
        type="email"
        dir="ltr"
        label={t("proofs.wrongAddress.email")}
        error={error}
        autoComplete="email"
        spellCheck={false}
        maxLength={254}
      />
      <Button second>{t("proofs.wrongAddress.button")}</Button>
    </form>
  );
}
