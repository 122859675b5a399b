import type { RequestFile } from "#lib/request/views.ts";
import { Moment } from "../_kit/Moment.tsx";

const originWords = { proven: "Proven", claimed: "Said by the person", found: "Found" } as const;

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
        <Fact name="Place" value={person.place} />
        {person.details ? <Fact name="In their words" value={person.details} /> : null}
        <div>
          <dt>Proof</dt>
          <dd>
            {proof ? (
              <>
                {proof.how}, <Moment at={proof.at} />
              </>
            ) : (
              "None yet: no system is asked before it"
            )}
          </dd>
        </div>
      </dl>
      {identifiers.length > 0 ? (
        <>
          <h3>Known as</h3>
          <ul className="identifiers">
            {identifiers.map((identifier) => (
              <li key={`${identifier.kind} ${identifier.masked} ${identifier.path.join()}`}>
                <p>
                  <span className="faint">{identifier.kind.replaceAll("_", " ")}</span>{" "}
                  <bdi className="mono">{identifier.masked}</bdi>
                </p>
                <p className="faint">
                  {originWords[identifier.origin]}
                  {identifier.path.length > 0 ? `: ${identifier.path.join(" → ")}` : ""}
                </p>
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
