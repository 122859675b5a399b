import { randomUUID } from "node:crypto";
import { Button } from "#app/_ui/Button.tsx";
import { describedBy, Field } from "#app/_ui/Field.tsx";
import { TextField } from "#app/_ui/TextField.tsx";
import { ownNames } from "#lib/core/languages.ts";
import { acceptedFiles, mostFiles } from "#lib/dealing/media-type.ts";
import { type Way, ways } from "#lib/dealing/outgoing/sealed.ts";
import { requestAddress } from "../_kit/address.ts";
import { TemplateChoice } from "./TemplateChoice.tsx";
import { Words } from "./Words.tsx";
import { wayWords } from "./words.ts";
import type { Writing } from "./writing.ts";

/** The box in which staff write to a person. Nothing is sent from here: its one button leads to the preview. */
export function Composer({ reference, writing }: { reference: string; writing: Writing }) {
  const { language, direction, subject, text, how, template, templates } = writing;
  const page = requestAddress(reference, "/messages");
  const files = {
    name: "files",
    label: "Files",
    hint: `Up to ${mostFiles}, each up to 8 MB: PDF, picture or plain text. They stand on the page, never in a mail.`,
    error: undefined,
  };
  return (
    <div className="composer">
      <p className="composer-language">
        The person reads <strong lang={language}>{ownNames[language]}</strong>. Write in that language.
      </p>
      <TemplateChoice page={page} templates={templates} chosen={template?.id ?? ""} />
      <form action={`${page}/prepare`} method="post" encType="multipart/form-data" className="composer-form">
        <input type="hidden" name="once" value={randomUUID()} />
        <input
          type="hidden"
          name="template"
          defaultValue={template ? `${template.id}/${template.version}` : ""}
        />
        <TextField
          name="subject"
          label="Subject"
          hint="It may be read by others: no name, nothing about their data."
          defaultValue={subject}
          maxLength={120}
          lang={language}
          dir={direction}
        />
        <Words text={text} language={language} direction={direction} />
        <fieldset className="composer-ways">
          <legend>How it goes</legend>
          {ways.map((way) => (
            <WayChoice key={way} way={way} checked={way === how} />
          ))}
        </fieldset>
        <Field {...files}>
          <input
            type="file"
            id="files"
            name="files"
            multiple
            accept={acceptedFiles}
            aria-describedby={describedBy(files)}
          />
        </Field>
        <Button small>Look at it first</Button>
      </form>
    </div>
  );
}

function WayChoice({ way, checked }: { way: Way; checked: boolean }) {
  const { label, hint } = wayWords[way];
  return (
    <label className="composer-way">
      <input type="radio" name="how" value={way} defaultChecked={checked} />
      <span>
        <span className="composer-way-name">{label}</span>
        <span className="faint">{hint}</span>
      </span>
    </label>
  );
}
