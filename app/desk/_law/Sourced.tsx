import { Tag } from "#app/_ui/Tag.tsx";
import type { Source } from "#lib/law/source.ts";
import { confidenceTags } from "./words.ts";

/** Where a rule stands, and how sure we are of our reading. */
export function Sourced({ source }: { source: Source }) {
  const { word, tone } = confidenceTags[source.confidence];
  return (
    <>
      <span className="law-cite">
        {source.url ? (
          <a href={source.url} rel="external noreferrer">
            {source.cite}
          </a>
        ) : (
          source.cite
        )}
      </span>{" "}
      <Tag tone={tone}>{word}</Tag>
    </>
  );
}
