import { Tag } from "#app/_ui/Tag.tsx";
import type { FactsView, FactView } from "#lib/rectification/views.ts";
import { agreementWords, factWords } from "../_person/words.ts";
import { placeWords } from "./words.ts";

/** What the systems say of the person, where they disagree, and where it may be changed. */
export function Facts({ facts }: { facts: FactsView }) {
  if (facts.groups.length === 0) return <p className="faint">No system has told a fact yet.</p>;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard */}
      <section className="findings" aria-label="What the systems say" tabIndex={0}>
        <table className="ledger-plain correct-facts">
          <thead>
            <tr>
              {["Fact", "What it says", "Where"].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          {facts.groups.map((group) => (
            <tbody key={group.definition}>
              {group.facts.map((fact) => (
                <FactRows key={fact.fact} fact={fact} />
              ))}
            </tbody>
          ))}
        </table>
      </section>
      {facts.cut ? <p className="faint">There is more than can be shown here.</p> : null}
      {facts.unread.length > 0 ? (
        <p className="faint">
          Not read by machine: {facts.unread.map(({ title }) => title).join(", ")}. Their owners are asked.
        </p>
      ) : null}
    </>
  );
}

function FactRows({ fact }: { fact: FactView }) {
  const { word, tone } = agreementWords[fact.agreement];
  return fact.values.map((value, no) => (
    <tr key={value.text}>
      {no === 0 ? (
        <th scope="rowgroup" rowSpan={fact.values.length}>
          {factWords(fact.fact)} <Tag tone={tone}>{word}</Tag>
        </th>
      ) : null}
      <td>
        <bdi>{value.text}</bdi>
        {value.otherwise.length > 0 ? (
          <span className="faint">
            {" "}
            also written <bdi>{value.otherwise.join(", ")}</bdi>
          </span>
        ) : null}
      </td>
      <td>{value.places.map(placeWords).join("; ")}</td>
    </tr>
  ));
}
