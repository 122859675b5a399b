import { stepOf } from "./scale.ts";

export type HeatCell = { value: number; words: string; href: string; title: string } | null;

/** Numbers in a table, darker where they are larger. The table is its own twin: every shade has its number. */
export function HeatTable({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: readonly { key: string; name: string }[];
  rows: readonly { key: string; name: string; cells: readonly HeatCell[] }[];
}) {
  const values = rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell ? [cell.value] : [])));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return (
    <div className="chart-wide">
      <table className="heat">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <td />
            {columns.map(({ key, name }) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, cells }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {cells.map((cell, at) => (
                <td
                  key={columns[at]?.key}
                  className={cell ? `heat-${stepOf(cell.value, low, high)}` : "heat-none"}
                >
                  {cell ? (
                    <a href={cell.href} title={cell.title}>
                      {cell.words}
                    </a>
                  ) : (
                    "–"
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
