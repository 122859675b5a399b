import type { ReactNode } from "react";
import { Tag } from "#app/_ui/Tag.tsx";
import { revealWantsReason } from "#lib/fanout/reveal.ts";
import { placeName } from "#lib/law/places.ts";
import type { Masked, RequestFile } from "#lib/request/views.ts";
import { requestAddress } from "../_kit/address.ts";
import { Moment } from "../_kit/Moment.tsx";
import { counted, proofWords } from "../_kit/words.ts";
import { Reveal } from "./Reveal.tsx";
import { sameWay } from "./same-way.ts";

/** Who asks, by what proof, and every identifier with the way on which it was reached. Values are masked until asked for. */
export function Person({ file }: { file: RequestFile }) {
  const { person, proof, identifiers } = file;
  return (
    <section aria-labelledby="person">
      <h2 id="person">Person</h2>
      <dl className="facts">
        <Fact name="Name">
          <bdi>{person.name}</bdi>
        </Fact>
        <Fact name="E-mail">
          <Value file={file} value={person.email} what="e-mail" />
        </Fact>
        {person.others ? (
          <Fact name="Also gave">
            <Value file={file} value={person.others} what="other addresses" />
          </Fact>
        ) : null}
        <Fact name="Place">{placeName(person.place, "en")}</Fact>
        {person.placeGuessed ? (
          <Fact name="Place we guessed">
            <Tag tone="ochre">Another one: {placeName(person.placeGuessed, "en")}</Tag>
          </Fact>
        ) : null}
        {person.details ? (
          <Fact name="In their words">
            <Value file={file} value={person.details} what="whole text" long />
          </Fact>
        ) : null}
        <Fact name="Proof">
          {proof ? (
            <>
              {proofWords(proof.how)}, <Moment at={proof.at} />
            </>
          ) : (
            "None yet: no system is asked before it"
          )}
        </Fact>
      </dl>
      {proof ? (
        <p className="person-link">
          <a href={requestAddress(file.reference, "/person")}>How the systems know them, and what they say</a>
        </p>
      ) : null}
      {identifiers.length > 0 ? <KnownAs file={file} /> : null}
    </section>
  );
}

/** From this many on, identifiers of one way are folded. */
const many = 4;

function KnownAs({ file }: { file: RequestFile }) {
  return (
    <>
      <h3>Known as</h3>
      <ul className="identifiers">
        {sameWay(file.identifiers).map(({ kind, values, path }) => {
          const words = kind.replaceAll("_", " ");
          const list = values.map((value) => (
            <Value key={value.field} file={file} value={value} what={words} />
          ));
          return (
            <li key={`${kind} ${path}`}>
              <p className="identifier-kind">
                {words} <span className="faint">{path}</span>
              </p>
              {values.length < many ? (
                list
              ) : (
                <details>
                  <summary>{counted(values.length, "of them", "of them")}</summary>
                  {list}
                </details>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Value({
  file,
  value,
  what,
  long = false,
}: {
  file: RequestFile;
  value: Masked;
  what: string;
  long?: boolean;
}) {
  return (
    <Reveal
      reference={file.reference}
      value={value}
      what={what}
      may={file.may.reveal}
      askWhy={revealWantsReason()}
      long={long}
    />
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
