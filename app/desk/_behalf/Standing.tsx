import { Tag } from "#app/_ui/Tag.tsx";
import { Moment } from "#app/desk/_kit/Moment.tsx";
import type { DeskView } from "#lib/behalf/read.ts";
import { lawWords, relationWords, stateWords } from "./words.ts";

/** Who asks, by what we know the person, what the person said, and what the law says. */
export function Standing({ view }: { view: DeskView }) {
  const { asker, person, personSaid, state } = view;
  return (
    <>
      <section aria-labelledby="asker">
        <h2 id="asker">Whoever asks</h2>
        <p>
          <Tag tone={stateWords[state].tone}>{stateWords[state].word}</Tag>
        </p>
        <p>
          {relationWords[view.relation]}: <bdi>{asker.name}</bdi>, <bdi dir="ltr">{asker.email}</bdi>
        </p>
        {view.relation === "agent" ? null : (
          <p className="faint">
            {asker.proven ? "Their own mailbox is proven." : "Their own mailbox is not proven yet."}
          </p>
        )}
      </section>
      <section aria-labelledby="person">
        <h2 id="person">The person</h2>
        <p>
          <bdi>{person.name}</bdi>
        </p>
        <p className="faint">Systems are asked by the first of these, once it is accepted:</p>
        <ul>
          {[...person.emails, ...(person.phone ? [person.phone] : [])].map((contact) => (
            <li key={contact}>
              <bdi dir="ltr">{contact}</bdi>
            </li>
          ))}
        </ul>
        {personSaid ? (
          <p>
            Said {personSaid.said} on <Moment at={personSaid.at} />.
          </p>
        ) : null}
        {view.personAsked && !personSaid ? (
          <p className="faint">
            Asked by mail on <Moment at={view.personAsked} />. A yes there is enough.
          </p>
        ) : null}
        {view.others.length > 0 ? (
          <p className="faint">The decision also counts for {view.others.join(", ")}.</p>
        ) : null}
      </section>
      <section aria-labelledby="law">
        <h2 id="law">{view.law.name}</h2>
        {lawWords(view.relation, view.law.rules).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </section>
    </>
  );
}
