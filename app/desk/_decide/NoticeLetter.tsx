import { Tag } from "#app/_ui/Tag.tsx";
import { directionOf, languageOf, ownNames } from "#lib/core/languages.ts";
import { dutyText } from "#lib/notice/duty/content.ts";
import { noticeHouse } from "#lib/notice/house.ts";
import type { DutyPreview } from "#lib/request/duty-notice.ts";

/** A notice word for word as the person would read it now, in their language. */
export function NoticeLetter({
  preview,
  brandId,
  id,
}: {
  preview: DutyPreview;
  brandId: string | null;
  id: string;
}) {
  const written = dutyText(preview.facts, noticeHouse(brandId));
  return (
    <section aria-labelledby={`${id}-notice`} className="decide-notice">
      <h2 id={`${id}-notice`}>The notice, as the person reads it</h2>
      {preview.missingTranslation ? (
        <p>
          <Tag tone="ochre">No words in the person’s language: it goes out in English</Tag>
        </p>
      ) : (
        <p className="decide-why">In {ownNames[languageOf(written.language)]}. Nothing is sent yet.</p>
      )}
      <article lang={written.language} dir={directionOf(written.language)} className="decide-letter">
        {written.blocks.map((block, at) => {
          const key = `${at} ${block.kind}`;
          if (block.kind === "lines" || block.kind === "list")
            return <p key={key}>{(block.kind === "lines" ? block.lines : block.items).join(", ")}</p>;
          if (block.kind === "title") return <h3 key={key}>{block.text}</h3>;
          if (block.kind === "paragraph") return <p key={key}>{block.text}</p>;
          return <h4 key={key}>{block.text}</h4>;
        })}
      </article>
    </section>
  );
}
