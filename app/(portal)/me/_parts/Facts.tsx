import { dayName } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { Button } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import type { SnapshotFact, SnapshotValue, Source } from "#lib/fanout/snapshot/merge.ts";
import type { Held } from "#lib/me/snapshot.ts";
import { kindInWords, listOf, titleOf } from "./place.ts";

/** What systems say about the person, thing by thing, and where they say different things. */
export function Facts({ held, text }: { held: Held; text: Text }) {
  return held.groups.map((group) => (
    <section key={group.definition} className="me-group" aria-labelledby={`group-${group.definition}`}>
      <h3 id={`group-${group.definition}`}>{text.t(`facts.groups.${group.definition}`)}</h3>
      <dl className="summary">
        {group.facts.map((fact) => (
          <Fact key={fact.fact} fact={fact} held={held} text={text} />
        ))}
      </dl>
    </section>
  ));
}

function Fact({ fact, held, text }: { fact: SnapshotFact; held: Held; text: Text }) {
  const { t } = text;
  const name = text.find(`facts.of.${fact.fact}`) ?? fact.fact;
  return (
    <div className="summary-row">
      <dt>{name}</dt>
      <dd dir="auto">
        {fact.agreement === "differs" ? (
          <p className="me-apart">
            <Tag tone="ochre">{t("me.data.whichRight")}</Tag>
          </p>
        ) : null}
        <Values fact={fact} held={held} text={text} />
        {fact.agreement === "differs" ? (
          <form method="post" action="/me/ask" className="me-right">
            <input type="hidden" name="fact" value={fact.fact} />
            <Button second small>
              {t("me.data.sayRight")}
              <span className="hidden-words">: {name}</span>
            </Button>
          </form>
        ) : null}
      </dd>
    </div>
  );
}

/** Values that systems compare stand one by one; of a long list its beginning is enough here, and the file holds it all. */
function Values({ fact, held, text }: { fact: SnapshotFact; held: Held; text: Text }) {
  const { values, more } = fact;
  const places = new Set(values.map((value) => placesOf(value, held, text)));
  const [place] = places;
  if (fact.agreement !== "listed" || places.size !== 1) {
    return (
      <>
        {values.map((value) => (
          <Value key={value.text} value={value} held={held} text={text} />
        ))}
        {more > 0 ? <p className="hint">{text.t("facts.more", { count: more })}</p> : null}
      </>
    );
  }
  const shown = values.slice(0, mostListed);
  const rest = more + values.length - shown.length;
  return (
    <p>
      {listOf(shown.map(dayOrText), text)}
      {rest > 0 ? <span className="hint"> {text.t("facts.more", { count: rest })}</span> : null}
      <br />
      <span className="hint">{place}</span>
    </p>
  );
}

const mostListed = 5;

/** A moment is shown as its day. */
const dayOrText = ({ text }: SnapshotValue) => text.replace(/^(\d{4}-\d{2}-\d{2})[T ]\d{2}:.*$/, "$1");

const placesOf = ({ sources }: SnapshotValue, held: Held, text: Text) =>
  sources.map((one) => placeOf(one, held, text)).join("; ");

function Value({ value, held, text }: { value: SnapshotValue; held: Held; text: Text }) {
  return (
    <p>
      <bdi>{dayOrText(value)}</bdi>
      {value.otherwise.length > 0 ? (
        <span className="hint">
          {" "}
          {text.t("facts.written")} <bdi>{value.otherwise.join(", ")}</bdi>
        </span>
      ) : null}
      <br />
      <span className="hint">{placesOf(value, held, text)}</span>
    </p>
  );
}

/** "Your account in Shop, changed on Monday 2 February". */
function placeOf({ system, collection, changed }: Source, held: Held, text: Text): string {
  const kind = held.kinds.find((one) => one.system.id === system && one.collection.name === collection);
  if (!kind) return system;
  const words = kindInWords(kind, held.regime, text);
  const place = text.t("me.data.place", { kind: words.label, system: titleOf(kind.system, text) });
  return changed ? `${place}, ${text.t("facts.changed", { day: dayName(changed, text.language) })}` : place;
}
