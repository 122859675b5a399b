import type { Derived } from "#lib/request/views.ts";

/** How a day was found: numbered steps, each with the place in the law that it rests on. */
export function Derivation({ steps }: { steps: readonly Derived[] }) {
  return (
    <ol className="derivation">
      {steps.map(({ sentence, source }) => (
        <li key={`${sentence} ${source?.cite}`}>
          {sentence}
          {source ? (
            <cite className="derivation-source">
              {source.url ? (
                <a href={source.url} rel="noreferrer">
                  {source.cite}
                </a>
              ) : (
                source.cite
              )}
            </cite>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
