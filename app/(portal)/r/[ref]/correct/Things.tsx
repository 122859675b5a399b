import type { Text } from "#app/_text/text.ts";
import { neverWhy, type Thing, thingsOf } from "#lib/rectification/typed.ts";
import type { FactView, PersonRectification } from "#lib/rectification/views.ts";
import { factName, thingName } from "./words.ts";

/** Everything that the systems tell, with the way to say that it is wrong. */
export function Things({
  reference,
  own,
  text,
}: {
  reference: string;
  own: PersonRectification;
  text: Text;
}) {
  const { t } = text;
  const things = thingsOf(own.facts.groups.flatMap((group) => group.facts));
  return (
    <section aria-labelledby="things">
      <h2 id="things">{t("correct.things")}</h2>
      {things.length === 0 ? <p>{t("correct.none")}</p> : null}
      <dl className="summary">
        {things.map((thing) => (
          <OneThing key={thing.fact} thing={thing} reference={reference} own={own} text={text} />
        ))}
      </dl>
      {own.facts.unread.length > 0 ? (
        <p className="hint">
          {t("correct.unread", { systems: own.facts.unread.map(({ title }) => title).join(", ") })}
        </p>
      ) : null}
    </section>
  );
}

function OneThing({
  thing,
  reference,
  own,
  text,
}: {
  thing: Thing;
  reference: string;
  own: PersonRectification;
  text: Text;
}) {
  const { t } = text;
  const never = neverWhy(thing);
  const name = thingName(thing, text);
  return (
    <div className="summary-row">
      <dt>
        {name}
        {thing.facts.some(({ agreement }) => agreement === "differs") ? (
          <strong className="hint"> {t("facts.differs")}</strong>
        ) : null}
      </dt>
      <dd dir="auto">
        {thing.facts.map((fact) => (
          <Values key={fact.fact} fact={fact} named={thing.facts.length > 1} text={text} />
        ))}
        {never === null ? (
          <KeptAsItIs thing={thing} text={text} />
        ) : (
          <p className="hint">{t("correct.never", { why: never })}</p>
        )}
      </dd>
      {never === null && own.may.add ? (
        <dd className="summary-change">
          <a href={`/r/${reference}/correct/${thing.fact}`}>
            {t("correct.wrong")}
            <span className="hidden-words">: {name}</span>
          </a>
        </dd>
      ) : null}
    </div>
  );
}

function Values({ fact, named, text }: { fact: FactView; named: boolean; text: Text }) {
  return fact.values.map((value) => (
    <p key={value.text}>
      {named ? <span className="hint">{factName(fact.fact, text)}: </span> : null}
      <bdi>{value.text}</bdi>
      <br />
      <span className="hint">{[...new Set(value.places.map(({ system }) => system))].join("; ")}</span>
    </p>
  ));
}

/** Places in which it stays as it is, although it is corrected elsewhere. */
function KeptAsItIs({ thing, text }: { thing: Thing; text: Text }) {
  const places = thing.facts.flatMap(({ kept }) => kept);
  const lines = new Set(places.map(({ system, why }) => text.t("correct.kept", { system, why: why ?? "" })));
  return [...lines].map((line) => (
    <p key={line} className="hint">
      {line}
    </p>
  ));
}
