import { inWords } from "./cell.ts";

/** Found rows as they came. Wide tables scroll inside their own frame, which the keyboard can enter. */
export function FoundTable({
  label,
  fields,
  rows,
  from,
}: {
  label: string;
  fields: { name: string; label: string }[];
  rows: Record<string, unknown>[];
  /** The number of the first row, counted from 0. */
  from: number;
}) {
  const numbered = rows.map((row, index) => ({ number: from + index + 1, row }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
    <section className="findings" aria-label={`Records of ${label}`} tabIndex={0}>
      <table className="ledger-plain">
        <thead>
          <tr>
            <th scope="col">
              <span className="hidden-words">Number</span>
            </th>
            {fields.map((field) => (
              <th key={field.name} scope="col">
                {field.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {numbered.map(({ number, row }) => (
            <tr key={number}>
              <td className="faint">{number.toLocaleString("en-GB")}</td>
              {fields.map((field) => (
                <Cell key={field.name} text={inWords(row[field.name])} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Characters up to which a value stays on one line: numbers, dates, addresses. */
const short = 32;

function Cell({ text }: { text: string }) {
  return (
    <td className={text.length <= short ? "cell-short" : undefined}>
      <bdi>{text}</bdi>
    </td>
  );
}
