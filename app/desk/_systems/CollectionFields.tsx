import { choices, type MappedField } from "#lib/map/systems/mapping.ts";
import { plain } from "./words.ts";

/** The fields of a collection as rows of a form. Below 60 rem each row becomes an entry of a list. */
export function CollectionFields({
  fields,
  examples,
}: {
  fields: MappedField[];
  examples: ReadonlyMap<string, string[]>;
}) {
  const kinds = [...new Set([...choices.identifiers, ...fields.flatMap((one) => one.kind || [])])];
  return (
    <table className="field-table">
      <thead>
        <tr>
          {[
            "In the map",
            "Field",
            "Name for people",
            "Category",
            "People are found by it as",
            "Fact",
            "Never show",
          ].map((word) => (
            <th key={word} scope="col">
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fields.map((field, at) => (
          <Row
            key={field.name}
            field={field}
            at={at}
            kinds={kinds}
            examples={examples.get(field.name) ?? null}
          />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  field,
  at,
  kinds,
  examples,
}: {
  field: MappedField;
  at: number;
  kinds: string[];
  examples: string[] | null;
}) {
  const { name, usedFor } = field;
  return (
    <tr>
      <td className="cell-keep" data-label="In the map">
        <input type="hidden" name={`n${at}`} value={name} />
        {usedFor.length > 0 ? <input type="hidden" name={`u${at}`} value="yes" /> : null}
        <input
          type="checkbox"
          name={`k${at}`}
          value="yes"
          defaultChecked
          disabled={usedFor.length > 0}
          aria-label={`${name} is in the map`}
        />
      </td>
      <th scope="row">
        <code>{name}</code>
        {usedFor.length > 0 ? <span className="why">{usedFor.join(", ")}</span> : null}
        {field.special ? <span className="why">special: {plain(field.special)}</span> : null}
        {field.why ? <span className="why">{field.why}</span> : null}
        {examples ? (
          <span className="masked">
            {examples.length > 0 ? examples.map((text) => <bdi key={text}>{text}</bdi>) : "no values"}
          </span>
        ) : null}
      </th>
      <td data-label="Name for people">
        <input
          name={`l${at}`}
          defaultValue={field.label}
          required
          maxLength={500}
          className="box"
          aria-label={`Name of ${name} for people`}
        />
      </td>
      <td data-label="Category">
        <select name={`c${at}`} defaultValue={field.category} aria-label={`Category of ${name}`}>
          <option value="">as the collection</option>
          {choices.categories.map((word) => (
            <option key={word} value={word}>
              {plain(word)}
            </option>
          ))}
        </select>
      </td>
      <td data-label="People are found by it as">
        <select name={`i${at}`} defaultValue={field.kind} aria-label={`People are found by ${name} as`}>
          <option value="">not found by it</option>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {plain(kind)}
            </option>
          ))}
        </select>
      </td>
      <td data-label="Fact">
        <select name={`f${at}`} defaultValue={field.fact} aria-label={`Fact in ${name}`}>
          <option value="">none</option>
          {choices.facts.map((fact) => (
            <option key={fact} value={fact}>
              {plain(fact.replace(".", ": "))}
            </option>
          ))}
        </select>
      </td>
      <td className="cell-keep" data-label="Never show">
        <input
          type="checkbox"
          name={`x${at}`}
          value="yes"
          defaultChecked={field.never}
          aria-label={`Never show ${name}`}
        />
      </td>
    </tr>
  );
}
