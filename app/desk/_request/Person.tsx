import { Tag } from "#app/_ui/Tag.tsx";
import { placeName } from "#lib/law/places.ts";
import type { RequestFile } from "#lib/request/views.ts";
import { requestAddress } from "../_kit/address.ts";
import { Moment } from "../_kit/Moment.tsx";
import { proofWords } from "../_kit/words.ts";
import { sameWay } from "./same-way.ts";

/** Who asks, by what proof, and every identifier with the way on which it was reached. */
export function Person({ file }: { file: RequestFile }) {
  const { person, proof, identifiers } = file;
  return (
    <section aria-labelledby="person">
      <h2 id="person">Person</h2>
      <dl className="facts">
        <Fact name="Name" value={person.name} />
        <Fact name="E-mail" value={person.email} />
        {person.others.length > 0 ? <Fact name="Also gave" value={person.others.join(", ")} /> : null}
        <Fact name="Place" value={placeName(person.place, "en")} />
        {person.placeGuessed ? (
          <div>
            <dt>Place we guessed</dt>
            <dd>
              <Tag tone="ochre">Another one: {placeName(person.placeGuessed, "en")}</Tag>
            </dd>
          </div>
        ) : null}
        {person.details ? <Fact name="In their words" value={person.details} /> : null}
        <div>
          <dt>Proof</dt>
          <dd>
            {proof ? (
              <>
                {proofWords(proof.how)}, <Moment at={proof.at} />
              </>
            ) : (
              "None yet: no system is asked before it"
            )}
          </dd>
        </div>
      </dl>
      {proof ? (
        <p className="person-link">
          <a href={requestAddress(file.reference, "/person")}>How the systems know them, and what they say</a>
        </p>
      ) : null}
      {identifiers.length > 0 ? (
        <>
          <h3>Known as</h3>
          <ul className="identifiers">
            {sameWay(identifiers).map(({ kind, values, path }) => (
              <li key={`${kind} ${path}`}>
                <p>
                  <span className="faint">{kind.replaceAll("_", " ")}</span>{" "}
                  {values.map((value) => (
                    <bdi key={value} className="mono identifier">
                      {value}
                    </bdi>
                  ))}
                </p>
                <p className="faint">{path}</p>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  );
}
