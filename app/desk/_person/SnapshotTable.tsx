import { dayName } from "#app/_text/dates.ts";
import { Tag } from "#app/_ui/Tag.tsx";
import type { SnapshotFact, SnapshotValue, Source } from "#lib/fanout/snapshot/merge.ts";
import type { Snapshot } from "#lib/fanout/snapshot/read.ts";
import { counted } from "../_kit/words.ts";
import { agreementWords, definitionWords, factWords } from "./words.ts";

/** What the systems say about the person, fact by fact, with who says it and where they disagree. */
export function SnapshotTable({ snapshot }: { snapshot: Snapshot }) {
  if (snapshot.groups.length === 0) return null;
  const apart = snapshot.groups.flatMap((group) => group.facts).filter((one) => one.agreement === "differs");
  return (
    <section aria-labelledby="snapshot">
      <h2 id="snapshot">What the systems say</h2>
      <p>
        {apart.length > 0
          ? `They disagree on ${counted(apart.length, "fact", "facts")}: ${apart.map((one) => factWords(one.fact).toLowerCase()).join(", ")}.`
          : "They do not contradict each other."}{" "}
        That you looked is written into the request's history.
        {snapshot.cut ? " Of very long lists only the beginning was read." : ""}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard */}
      <section className="findings" aria-label="Merged facts" tabIndex={0}>
        <table className="ledger-plain snapshot">
          <thead>
            <tr>
              <th scope="col">Fact</th>
              <th scope="col">What it is, and where it stands</th>
            </tr>
          </thead>
          {snapshot.groups.map((group) => (
            <tbody key={group.definition}>
              <tr>
                <th scope="rowgroup" colSpan={2} className="snapshot-group">
                  {definitionWords[group.definition]}
                </th>
              </tr>
              {group.facts.map((fact) => (
                <Fact key={fact.fact} fact={fact} />
              ))}
            </tbody>
          ))}
        </table>
      </section>
    </section>
  );
}

function Fact({ fact }: { fact: SnapshotFact }) {
  const { word, tone } = agreementWords[fact.agreement];
  return (
    <tr className={fact.agreement === "differs" ? "snapshot-apart" : undefined}>
      <th scope="row">
        <span className="snapshot-fact">{factWords(fact.fact)}</span>
        <Tag tone={tone}>{word}</Tag>
      </th>
      <td>{fact.fact.startsWith("order.") ? <List fact={fact} /> : <Values fact={fact} />}</td>
    </tr>
  );
}

function Values({ fact }: { fact: SnapshotFact }) {
  return (
    <>
      <ul>
        {fact.values.map((value) => (
          <li key={value.text} className="snapshot-value">
            <Value value={value} />
          </li>
        ))}
      </ul>
      <More count={fact.more} />
    </>
  );
}

/** Numbers and days of orders: of many equal things a few are enough. */
function List({ fact }: { fact: SnapshotFact }) {
  const shown = fact.values.slice(0, 5);
  const sources = [...new Set(fact.values.flatMap((value) => value.sources.map(sourceWords)))];
  return (
    <>
      {shown.map((value) => valueWords(value.text)).join(", ")}
      <span className="snapshot-sources faint">{sources.join("; ")}</span>
      <More count={fact.more + fact.values.length - shown.length} />
    </>
  );
}

function More({ count }: { count: number }) {
  return count > 0 ? <p className="known-words faint">and {count.toLocaleString("en-GB")} more</p> : null;
}

/** A moment as its day: the time of day tells nobody more. */
const valueWords = (text: string) => text.replace(/^(\d{4}-\d{2}-\d{2})[T ]\d{2}:.*$/, "$1");

function Value({ value }: { value: SnapshotValue }) {
  return (
    <>
      <bdi>{valueWords(value.text)}</bdi>
      {value.otherwise.length > 0 ? (
        <span className="faint">
          {" "}
          also written <bdi>{value.otherwise.join(", ")}</bdi>
        </span>
      ) : null}
      <span className="snapshot-sources faint">{value.sources.map(sourceWords).join("; ")}</span>
    </>
  );
}

function sourceWords({ system, collection, changed, alike }: Source): string {
  return [
    `${system}, ${collection}`,
    ...(changed ? [`changed ${dayName(changed, "en")}`] : []),
    ...(alike ? ["only alike, not confirmed"] : []),
  ].join(", ");
}
