import type { Problem } from "#lib/queue/language.ts";
import { queueAddress } from "../address.ts";

/** What in the query is not understood, with the nearest that is. Such a piece filters nothing. */
export function Problems({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className="query-problems" role="alert">
      {problems.map(({ start, words, text, nearest, mended, without }) => (
        <li key={start}>
          <span>{words}</span>
          {mended !== null && nearest !== null ? (
            <a href={queueAddress(mended)}>
              Use <span className="mono">{nearest}</span>
            </a>
          ) : null}
          <a href={queueAddress(without)}>
            Take <span className="mono">{text}</span> away
          </a>
        </li>
      ))}
    </ul>
  );
}
