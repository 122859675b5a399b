import { Button } from "#app/_ui/Button.tsx";
import { TextField } from "#app/_ui/TextField.tsx";
import { type TypedFilter, themes } from "./filter.ts";

/** What of the log is shown. It sends itself as an address, so that a view of the log can be kept as a bookmark. */
export function FilterForm({
  typed,
  people,
}: {
  typed: TypedFilter;
  people: readonly { id: string; name: string }[];
}) {
  return (
    <form action="/desk/audit" method="get" className="log-filter" aria-label="Narrow the log">
      <TextField name="ref" label="Request" defaultValue={typed.ref} placeholder="LK-7K4-2QD" size="short" />
      <Choice name="who" label="Who" chosen={typed.who} all="Everybody">
        {people.map(({ id, name }) => [id, name])}
      </Choice>
      <Choice name="what" label="What" chosen={typed.what} all="Everything">
        {Object.entries(themes).map(([id, { words }]) => [id, words])}
      </Choice>
      <TextField name="from" label="From" type="date" defaultValue={typed.from} size="short" />
      <TextField name="until" label="Until" type="date" defaultValue={typed.until} size="short" />
      <Button second>Show</Button>
    </form>
  );
}

function Choice({
  name,
  label,
  chosen,
  all,
  children,
}: {
  name: string;
  label: string;
  chosen: string;
  all: string;
  children: [string, string][];
}) {
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <select id={name} name={name} defaultValue={chosen}>
        <option value="">{all}</option>
        {children.map(([id, words]) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
