import { SelectField, TextField } from "#app/_ui/TextField.tsx";
import { choices, type MappedCollection } from "#lib/map/systems/mapping.ts";
import { plain } from "./words.ts";

/** What a collection is called, why it is kept, and how long: what the person reads beside their records. */
export function CollectionHead({ one }: { one: MappedCollection }) {
  return (
    <div className="mend-grid">
      <TextField name="label" label="Name for people" defaultValue={one.label} required maxLength={500} />
      <SelectField name="category" label="Category" defaultValue={one.category}>
        {choices.categories.map((word) => (
          <option key={word} value={word}>
            {plain(word)}
          </option>
        ))}
      </SelectField>
      <TextField name="purpose" label="Why it is kept" defaultValue={one.purpose} required maxLength={500} />
      <SelectField name="legalBasis" label="Legal basis" defaultValue={one.legalBasis}>
        {choices.legalBases.map((word) => (
          <option key={word} value={word}>
            {plain(word)}
          </option>
        ))}
      </SelectField>
      <TextField
        name="source"
        label="Where it comes from"
        defaultValue={one.source}
        required
        maxLength={500}
      />
      <TextField
        name="retention"
        label="How long it is kept"
        defaultValue={one.retention}
        required
        maxLength={500}
      />
    </div>
  );
}
