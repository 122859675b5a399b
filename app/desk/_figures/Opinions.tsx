type Month = { month: string; well: number; partly: number; badly: number };

/** What people said about how we did, by month; nothing where nobody has said anything. */
export function Opinions({ months }: { months: readonly Month[] }) {
  if (months.length === 0) return null;
  return (
    <section aria-labelledby="opinions">
      <h2 id="opinions">Did people get what they asked for?</h2>
      <p>Counted by month. Who said what is not kept.</p>
      <table className="listed">
        <thead>
          <tr>
            {["Month", "Yes", "In part", "No"].map((word) => (
              <th key={word} scope="col">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, well, partly, badly }) => (
            <tr key={month}>
              <th scope="row">{month.slice(0, 7)}</th>
              <td>{well}</td>
              <td>{partly}</td>
              <td>{badly}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
