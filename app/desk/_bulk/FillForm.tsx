import { Button } from "#app/_ui/Button.tsx";
import { SelectField, TextArea, TextField } from "#app/_ui/TextField.tsx";
import { extensionWords } from "#app/desk/_clock/words.ts";
import { regimeWords } from "#app/desk/_kit/words.ts";
import { reasonField } from "#lib/request/acts/bulk/acts.ts";
import type { Sheet } from "#lib/request/acts/bulk/sheet.ts";
import { spamReasons } from "#lib/request/acts/spam.ts";
import { sheetAddress } from "./address.ts";
import { spamWords } from "./words.ts";

/** What an act on many needs to be told; sending it only shows anew what would come of it. */
export function FillForm({ sheet }: { sheet: Sheet }) {
  const { act, fields } = sheet;
  if (act !== "extend" && act !== "duplicate" && act !== "spam") return null;
  return (
    <form action={`${sheetAddress(sheet.id)}/fill`} method="post" className="desk-form">
      {act === "extend" ? <ExtendFields sheet={sheet} /> : null}
      {act === "duplicate" ? (
        <TextField
          name="other"
          label="The request that answers them"
          hint="Its reference. It came first, from the same address, and asks for the same."
          size="half"
          defaultValue={fields.other ?? ""}
        />
      ) : null}
      {act === "spam" ? (
        <SelectField name="why" label="What kind of spam" defaultValue={fields.why ?? ""}>
          <option value="">Choose</option>
          {spamReasons.map((one) => (
            <option key={one} value={one}>
              {spamWords[one]}
            </option>
          ))}
        </SelectField>
      ) : null}
      <Button second small>
        {act === "extend" ? "Show the new days" : "Show what would come of it"}
      </Button>
    </form>
  );
}

function ExtendFields({ sheet: { laws, fields } }: { sheet: Sheet }) {
  if (laws.length === 0) return <p>No law lets any of these take longer.</p>;
  return (
    <>
      {laws.map(({ law, reasons }) => (
        <SelectField
          key={law}
          name={reasonField(law)}
          label={`Reason under ${regimeWords(law)}`}
          defaultValue={fields[reasonField(law)] ?? ""}
        >
          <option value="">None: leave these as they are</option>
          {reasons.map((reason) => (
            <option key={reason} value={reason}>
              {extensionWords[reason]}
            </option>
          ))}
        </SelectField>
      ))}
      {laws.some(({ mustName }) => mustName) ? (
        <TextField
          name="until"
          type="date"
          size="half"
          label="The new last day, where a law sets no longest time"
          defaultValue={fields.until ?? ""}
        />
      ) : null}
      <TextArea
        name="explanation"
        label="Why it takes longer"
        hint="Each person reads this after the reason. Short sentences, plain words."
        rows={3}
        maxLength={2_000}
        defaultValue={fields.explanation ?? ""}
      />
    </>
  );
}
