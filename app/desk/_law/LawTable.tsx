import { Tag } from "#app/_ui/Tag.tsx";
import { periodInWords } from "#lib/law/period-words.ts";
import type { Regime } from "#lib/law/regime.ts";
import { confidenceTags, date, longest, pausesInShort, placesInWords } from "./words.ts";

const columns = [
  "Law",
  "Protects people in",
  "In force from",
  "Answer",
  "May take",
  "Questions stop the clock",
  "Source",
];

/** Laws as ruled rows: those in force, then those to come. Where there is little room each row becomes an entry. */
export function LawTable({ groups }: { groups: { title: string; laws: Regime[] }[] }) {
  return (
    <table className="listed law-ledger">
      <thead>
        <tr>
          {columns.map((word) => (
            <th key={word} scope="col">
              {word}
            </th>
          ))}
        </tr>
      </thead>
      {groups
        .filter(({ laws }) => laws.length > 0)
        .map(({ title, laws }) => (
          <tbody key={title}>
            <tr className="ledger-group">
              <th colSpan={columns.length} scope="rowgroup">
                {title}, {laws.length}
              </th>
            </tr>
            {laws.map((law) => (
              <Row key={law.id} law={law} />
            ))}
          </tbody>
        ))}
    </table>
  );
}

function Row({ law }: { law: Regime }) {
  const { word, tone } = confidenceTags[law.answer.source.confidence];
  return (
    <tr>
      <td className="cell-reference law-name">
        <a href={`/desk/law/${law.id}`} data-row>
          {law.name}
        </a>
      </td>
      <td>{placesInWords(law.places)}</td>
      <td data-label="From">{date(law.from)}</td>
      <td data-label="Answer">{periodInWords(law.answer)}</td>
      <td data-label="May take">{longest(law.extension)}</td>
      <td data-label="Questions">{pausesInShort(law.pause)}</td>
      <td>
        <Tag tone={tone}>{word}</Tag>
      </td>
    </tr>
  );
}
