import { Button } from "#app/_ui/Button.tsx";
import { TextArea, TextField } from "#app/_ui/TextField.tsx";
import { type AnswerLanguage, directionOf, ownNames } from "#lib/core/languages.ts";
import type { TemplateText } from "#lib/template/shipped.ts";

/** The words in their boxes, beside those of the first language. Whoever may not change them reads them. */
export function EditForm({
  page,
  language,
  now,
  typed,
  first,
  mayEdit,
}: {
  page: string;
  language: AnswerLanguage;
  now: (TemplateText & { version: number }) | null;
  typed: Record<string, string> | null;
  first: (TemplateText & { language: AnswerLanguage }) | null;
  mayEdit: boolean;
}) {
  const way = { lang: language, dir: directionOf(language), readOnly: !mayEdit };
  return (
    <>
      {first === null ? null : (
        <details>
          <summary>The words in {ownNames[first.language]}</summary>
          <div className="template-diff" lang={first.language} dir={directionOf(first.language)}>
            <strong>{first.subject}</strong>
            {`\n\n${first.body}`}
          </div>
        </details>
      )}
      <form action={`${page}/act`} method="post">
        <input type="hidden" name="act" value="save" />
        <input type="hidden" name="seen" value={now?.version ?? ""} />
        <TextField
          name="subject"
          label="Subject"
          {...way}
          defaultValue={typed?.subject ?? now?.subject ?? ""}
        />
        <TextArea
          name="body"
          label="What the message says"
          hint="An empty line begins a paragraph."
          rows={14}
          {...way}
          defaultValue={typed?.body ?? now?.body ?? ""}
        />
        {mayEdit ? <Button small>Save as a new version</Button> : null}
      </form>
    </>
  );
}
