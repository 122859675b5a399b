import type { Text } from "#app/_text/text.ts";
import { Button } from "#app/_ui/Button.tsx";
import { Details } from "#app/_ui/Details.tsx";
import { describedBy, Field } from "#app/_ui/Field.tsx";

/** A place for a document that shows what is right; never asked for. */
export function Evidence({ reference, id, text }: { reference: string; id: string; text: Text }) {
  const { t } = text;
  const about = {
    name: `document-${id}`,
    label: t("correct.document"),
    hint: t("question.documentHint"),
    error: undefined,
  };
  return (
    <Details summary={t("correct.addDocument")}>
      <form method="post" action={`/r/${reference}/correct/evidence`} encType="multipart/form-data">
        <input type="hidden" name="correction" value={id} />
        <Field {...about}>
          <input
            type="file"
            id={about.name}
            name="document"
            required
            accept="application/pdf,image/jpeg,image/png"
            aria-describedby={describedBy(about)}
          />
        </Field>
        <p>{t("question.documentKept")}</p>
        <Button>{t("correct.sendDocument")}</Button>
      </form>
    </Details>
  );
}
