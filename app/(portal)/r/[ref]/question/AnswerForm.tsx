import type { Text } from "#app/_text/text.ts";
import { Button } from "#app/_ui/Button.tsx";
import { describedBy, Field } from "#app/_ui/Field.tsx";
import { TextArea } from "#app/_ui/TextField.tsx";
import type { PersonQuestion } from "#lib/request/clocks/person-view.ts";
import type { Wrong } from "./wrong.ts";

/** The box for the answer; a place for a file only where a document was asked for. */
export function AnswerForm({
  reference,
  question,
  wrong,
  text,
}: {
  reference: string;
  question: PersonQuestion;
  wrong: Wrong | null;
  text: Text;
}) {
  const { t } = text;
  const errorOf = (field: Wrong["field"]) =>
    wrong?.field === field ? t(`question.errors.${wrong.code}`) : undefined;
  const about = {
    name: "document",
    label: t("question.document"),
    hint: t("question.documentHint"),
    error: errorOf("document"),
  };
  return (
    <form
      method="post"
      action={`/r/${reference}/question/${question.id}/send`}
      encType={question.mayUpload ? "multipart/form-data" : undefined}
      noValidate
    >
      <TextArea
        name="text"
        label={t("question.label")}
        error={errorOf("text")}
        defaultValue={question.draft}
        maxLength={4_000}
      />
      {question.mayUpload ? (
        <>
          <Field {...about}>
            <input
              type="file"
              id="document"
              name="document"
              accept="application/pdf,image/jpeg,image/png"
              aria-invalid={about.error ? true : undefined}
              aria-describedby={describedBy(about)}
            />
          </Field>
          <p>{t("question.documentKept")}</p>
        </>
      ) : null}
      <p>
        <Button>{t("question.send")}</Button>
      </p>
    </form>
  );
}
