import { dayName } from "#app/_text/dates.ts";
import { Tag, type TagTone } from "#app/_ui/Tag.tsx";
import { requestAddress } from "#app/desk/_kit/address.ts";
import { regimeWords, rightWords } from "#app/desk/_kit/words.ts";
import type { Sheet, SheetItem } from "#lib/request/acts/bulk/sheet.ts";

const states: Record<SheetItem["state"], { word: string; tone: TagTone }> = {
  waiting: { word: "Still to do", tone: "slate" },
  done: { word: "Done", tone: "moss" },
  not_done: { word: "Not done", tone: "brick" },
  undone: { word: "Taken back", tone: "slate" },
};
const order = { not_done: 0, waiting: 1, done: 2, undone: 3 };

/** Each request of a run with what comes, or came, of it. What was not done stands first. */
export function ItemTable({ sheet }: { sheet: Sheet }) {
  const { act, started } = sheet;
  const items = started
    ? sheet.items.toSorted((a, b) => order[a.state] - order[b.state])
    : sheet.items.toSorted((a, b) => Number(a.why === null) - Number(b.why === null));
  const days = act === "extend";
  return (
    <div className="bulk-table">
      <table>
        <thead>
          <tr>
            <th scope="col">Reference</th>
            <th scope="col">Right</th>
            <th scope="col">Law</th>
            {days ? <th scope="col">{started ? "New last day" : "Last day, and the new one"}</th> : null}
            <th scope="col">{started ? "What came of it" : "What would come of it"}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.reference}>
              <th scope="row">
                <a href={requestAddress(item.reference)} className="mono">
                  {item.reference}
                </a>
              </th>
              <td>{rightWords[item.right]}</td>
              <td>{regimeWords(item.law)}</td>
              {days ? <td>{dayWords(item)}</td> : null}
              <td>
                <Came item={item} started={started} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Came({ item, started }: { item: SheetItem; started: boolean }) {
  const { word, tone } = started
    ? states[item.state]
    : item.why === null
      ? { word: "Can be done", tone: "moss" as const }
      : { word: "Cannot", tone: "brick" as const };
  return (
    <>
      <Tag tone={tone}>{word}</Tag>
      {item.why === null ? null : <span className="bulk-why">{item.why}</span>}
    </>
  );
}

function dayWords({ from, to }: SheetItem): string {
  const name = (day: string) => dayName(day, "en");
  if (from === null) return to === null ? "" : name(to);
  return to === null ? name(from) : `${name(from)} → ${name(to)}`;
}
