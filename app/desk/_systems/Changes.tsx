import { yamlOf } from "#lib/map/systems/export.ts";
import { hunksOf, type Line, linesBetween } from "./lines.ts";

type Definition = Record<string, unknown>;

const spoken = { " ": "", "-": "gone: ", "+": "new: " } as const;

/** What differs between two versions as text, line by line, with a few lines around each place. */
export function Changes({ before, after }: { before: Definition; after: Definition }) {
  const [old, now] = [before, after].map((one) => yamlOf([one]).trimEnd().split("\n")) as [
    string[],
    string[],
  ];
  const lines = linesBetween(old, now);
  const hunks = hunksOf(lines, 3);
  if (hunks.length === 0) return <p>Nothing differs.</p>;
  const count = (sign: Line["sign"]) => lines.filter((line) => line.sign === sign).length;
  return (
    <>
      <p>
        {count("+")} lines are new, {count("-")} are gone.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard */}
      <section className="changes" aria-label="Differences" tabIndex={0}>
        {hunks.map((hunk) => (
          <pre key={hunk.from}>
            {hunk.lines.map((line) => (
              <DiffLine key={line.place} line={line} />
            ))}
          </pre>
        ))}
      </section>
    </>
  );
}

function DiffLine({ line: { sign, text } }: { line: Line }) {
  const inside = (
    <>
      <span aria-hidden="true">{sign === "-" ? "\u2212" : sign} </span>
      {sign === " " ? null : <span className="hidden-words">{spoken[sign]}</span>}
      {`${text}\n`}
    </>
  );
  if (sign === "-") return <del>{inside}</del>;
  return sign === "+" ? <ins>{inside}</ins> : <span>{inside}</span>;
}
