import { queueAddress } from "../address.ts";
import type { Chip } from "../chips.ts";

/** The query in words. A chip only renders a piece of it; pressing one leads to the query without the piece. */
export function Chips({ chips }: { chips: readonly Chip[] }) {
  if (chips.length === 0) return null;
  return (
    <ul className="chips" aria-label="What the list is filtered by">
      {chips.map(({ start, words, without }) => (
        <li key={start}>
          <a className="chip" href={queueAddress(without)}>
            <bdi>{words}</bdi>
            <span aria-hidden="true">×</span>
            <span className="hidden-words">, take away</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
