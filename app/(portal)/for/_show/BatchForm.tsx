import type { Text } from "#app/_text/text.ts";
import { Button } from "#app/_ui/Button.tsx";
import { Details } from "#app/_ui/Details.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { describedBy, Field } from "#app/_ui/Field.tsx";
import { TextField } from "#app/_ui/TextField.tsx";
import type { Batch } from "#lib/behalf/batch.ts";
import { listColumns } from "#lib/behalf/list.ts";

type Errors = { field: string; message: string }[];

const example = [
  listColumns.join(","),
  "Mina Okafor,mina.okafor@example.com,access,IE,A-17",
  "Mina Okafor,mina.okafor@example.com,erasure,IE,A-18",
  "Tom Berger,tom.berger@example.org,opt_out,US-CA,B-02",
].join("\n");

/** The form for a list: who asks, the list and the paper with the permissions. */
export function BatchForm({ batch, text, errors }: { batch: Batch | null; text: Text; errors: Errors }) {
  const { t } = text;
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.message;
  const file = (name: "list" | "paper", hint: string, accept: string) => {
    const about = { name, label: t(`others.batch.${name}`), hint, error: errorOf(name) };
    return (
      <Field {...about}>
        <input type="file" id={name} name={name} accept={accept} aria-describedby={describedBy(about)} />
      </Field>
    );
  };
  return (
    <>
      <ErrorSummary title={t("others.batch.wrongTitle")} errors={errors} />
      <h1>{t("others.batch.title")}</h1>
      <p className="lede">{t("others.batch.lede")}</p>
      <form method="post" action="/for/batch/check" encType="multipart/form-data" noValidate>
        <TextField
          name="name"
          label={t("others.batch.name")}
          error={errorOf("name")}
          defaultValue={batch?.name}
          autoComplete="name"
          maxLength={200}
        />
        <TextField
          name="email"
          type="email"
          dir="ltr"
          label={t("others.batch.email")}
          hint={t("others.batch.emailHint")}
          error={errorOf("email")}
          defaultValue={batch?.email}
          autoComplete="email"
          maxLength={254}
        />
        {file("list", t("others.batch.listHint", { columns: listColumns.join(", ") }), ".csv,text/csv")}
        <Details summary={t("others.batch.example")}>
          <pre dir="ltr" className="others-csv">
            {example}
          </pre>
          <p>{t("others.batch.exampleText")}</p>
        </Details>
        {file("paper", t("others.batch.paperHint"), "application/pdf,image/jpeg,image/png")}
        <p>{t("others.batch.why")}</p>
        <p>
          <Button>{t("others.batch.check")}</Button>
        </p>
      </form>
    </>
  );
}
