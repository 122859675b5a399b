import { randomUUID } from "node:crypto";
import { fieldOf, type WrongCode } from "#app/_forms/message-wrong.ts";
import type { Text } from "#app/_text/text.ts";
import { Button } from "#app/_ui/Button.tsx";
import { describedBy, Field } from "#app/_ui/Field.tsx";
import { TextArea } from "#app/_ui/TextField.tsx";
import { acceptedFiles, mostFiles } from "#lib/dealing/media-type.ts";

/** The box for a message and the place for files. The words come first, so that they are kept whatever the files are. */
export function WriteForm({
  action,
  label,
  hint,
  send,
  draft,
  wrong,
  text,
}: {
  action: string;
  label: string;
  hint?: string;
  send: string;
  draft: string;
  wrong: WrongCode | null;
  text: Text;
}) {
  const { t } = text;
  const errorOf = (field: "text" | "files") =>
    wrong && fieldOf(wrong) === field ? t(`dealings.errors.${wrong}`) : undefined;
  const files = {
    name: "files",
    label: t("dealings.messages.file"),
    hint: wrong ? t("dealings.errors.again") : t("dealings.messages.fileHint", { most: mostFiles }),
    error: errorOf("files"),
  };
  return (
    <form method="post" action={action} encType="multipart/form-data" noValidate>
      <input type="hidden" name="once" value={randomUUID()} />
      <TextArea name="text" label={label} hint={hint} error={errorOf("text")} rows={7} defaultValue={draft} />
      <Field {...files}>
        <input
          type="file"
          id="files"
          name="files"
          multiple
          accept={acceptedFiles}
          aria-invalid={files.error ? true : undefined}
          aria-describedby={describedBy(files)}
        />
      </Field>
      <p className="hint">{t("dealings.messages.fileKept")}</p>
      <p>
        <Button>{send}</Button>
      </p>
    </form>
  );
}
