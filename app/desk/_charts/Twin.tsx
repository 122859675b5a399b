/** A cell of the table behind a chart: words, and the list that a number stands for. */
export type TwinCell = { words: string; href?: string | undefined };

/** The same as a chart, as a table; shut at first. */
export function Twin({
  caption,
  head,
  rows,
}: {
  caption: string;
  head: readonly string[];
  rows: readonly { key: string; cells: readonly TwinCell[] }[];
}) {
  return (
    <details className="chart-twin">
      <summary>As a table</summary>
      <div className="chart-wide">
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {head.map((words) => (
                <th key={words} scope="col">
                  {words}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells: [first, ...rest] }) => (
              <tr key={key}>
                <th scope="row">{first?.words}</th>
                {rest.map((cell, at) => (
                  <td key={head[at + 1]}>{cell.href ? <a href={cell.href}>{cell.words}</a> : cell.words}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
