import { Button } from "#app/_ui/Button.tsx";
import type { OwnerTable } from "#lib/fanout/owner-table.ts";
import { cellName } from "./typed-rows.ts";

/** A table to type rows into. Without script: asking for more rows sends the form, and nothing typed is lost by it. */
export function RowsTable({ table }: { table: OwnerTable }) {
  const problemOf = (row: number) => table.problems.find((problem) => problem.row === row);
  const idOf = (row: number) => `problem-${table.collection}-${row}`;
  return (
    <div className="task-rows">
      {table.problems.length > 0 ? (
        <ul className="task-row-problems" aria-label={`What to look at again in ${table.label}`}>
          {table.problems.map((problem) => (
            <li key={problem.row} id={idOf(problem.row)}>
              Row {problem.row + 1}: {problem.sentence}
            </li>
          ))}
        </ul>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className="task-rows-scroll" aria-label={table.label} tabIndex={0}>
        <table>
          <caption>{table.label}</caption>
          <thead>
            <tr>
              <th scope="col">Row</th>
              {table.columns.map((column) => (
                <th scope="col" key={column.name}>
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((cells, row) => {
              const problem = problemOf(row);
              const id = idOf(row);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place alone
                <tr key={row} className={problem ? "task-row-wrong" : undefined}>
                  <th scope="row">{row + 1}</th>
                  {table.columns.map((column, at) => (
                    <td key={column.name}>
                      <input
                        type="text"
                        name={cellName(table.collection, row, at)}
                        defaultValue={cells[at] ?? ""}
                        maxLength={2000}
                        autoComplete="off"
                        aria-label={`${column.label}, row ${row + 1}`}
                        aria-invalid={problem ? true : undefined}
                        aria-describedby={problem ? id : undefined}
                      />
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <Button second small name="more" value={table.collection} formNoValidate>
        More rows: {table.label}
      </Button>
    </div>
  );
}
