import type { Staff } from "#app/_auth/staff.ts";
import { Button } from "#app/_ui/Button.tsx";
import { SelectField } from "#app/_ui/TextField.tsx";
import { requestAddress } from "#app/desk/_kit/address.ts";
import { counted } from "#app/desk/_kit/words.ts";
import { wayWords } from "#app/desk/_messages/words.ts";
import { ways } from "#lib/dealing/outgoing/sealed.ts";
import { previewToMany } from "#lib/notice/message/many.ts";
import { draftOf, seenField } from "#lib/notice/message/one-of-many.ts";
import type { Sheet } from "#lib/request/acts/bulk/sheet.ts";
import { listTemplates } from "#lib/template/read.ts";
import { sheetAddress } from "./address.ts";

/** A message to many: a template, every message as its person would get it, and only then the button. */
export async function MessageMany({ sheet, staff }: { sheet: Sheet; staff: Staff }) {
  const { fields, id } = sheet;
  const draft = draftOf(fields);
  const references = sheet.items.map(({ reference }) => reference);
  const { previews, notDone } = draft
    ? await previewToMany(staff, references, draft)
    : { previews: [], notDone: [] };
  const templates = await listTemplates();
  return (
    <>
      <form action={`${sheetAddress(id)}/fill`} method="post" className="desk-form">
        <SelectField name="template" label="Template" defaultValue={fields.template ?? ""}>
          <option value="">Choose</option>
          {templates.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </SelectField>
        <SelectField name="how" label="How it goes" defaultValue={fields.how ?? "page"}>
          {ways.map((way) => (
            <option key={way} value={way}>
              {wayWords[way].label}
            </option>
          ))}
        </SelectField>
        <Button second small>
          Show every message
        </Button>
      </form>
      {notDone.length > 0 ? (
        <ul className="bulk-left">
          {notDone.map(({ reference, why }) => (
            <li key={reference}>
              <a href={requestAddress(reference)} className="mono">
                {reference}
              </a>{" "}
              gets none: {why}
            </li>
          ))}
        </ul>
      ) : null}
      {previews.length > 0 ? (
        <form action={`${sheetAddress(id)}/run`} method="post" className="desk-form">
          {previews.map(({ reference, hash }) => (
            <input key={reference} type="hidden" name={seenField(reference)} value={hash} />
          ))}
          <p>Each goes out ten seconds later. Read them below first.</p>
          <Button data-key="p">
            Send {counted(previews.length, "message", "messages")} <kbd>p</kbd>
          </Button>
        </form>
      ) : null}
      {previews.map(({ reference, name, language, subject, text }) => (
        <article key={reference} className="bulk-message">
          <h2>
            <bdi>{name}</bdi>, <span className="mono">{reference}</span>
          </h2>
          <p lang={language} dir="auto">
            <b>{subject}</b>
          </p>
          <p lang={language} dir="auto" className="bulk-text">
            {text}
          </p>
        </article>
      ))}
    </>
  );
}
