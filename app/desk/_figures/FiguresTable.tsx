import { type DenialClass, denialClasses } from "#lib/decision/denials.ts";
import type { FiguresRow } from "#lib/decision/figures.ts";
import { rightWords } from "../_kit/words.ts";
import { columns, denialWords } from "./words.ts";

/** The figures of a year: one row a right. Where there is little room each row becomes an entry. */
export function FiguresTable({ rows, caption }: { rows: readonly FiguresRow[]; caption: string }) {
  return (
    <div className="figures-wide">
      <table className="ledger-plain figures">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Right</th>
            {columns.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.right}>
              <th scope="row">{rightWords[row.right]}</th>
              {columns.map(({ name, of }) => (
                <td key={name} data-label={name}>
                  {of(row)}
                  {name === "Denied" ? <Denials denials={row.denials} /> : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Denials({ denials }: { denials: Record<DenialClass, number> }) {
  const some = denialClasses.filter((reason) => denials[reason] > 0);
  if (some.length === 0) return null;
  return (
    <span className="figures-because">
      {some.map((reason) => `${denials[reason]} ${denialWords[reason]}`).join(", ")}
    </span>
  );
}
