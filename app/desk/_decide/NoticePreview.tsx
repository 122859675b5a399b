import { Tag } from "#app/_ui/Tag.tsx";
import type { DecisionInWork } from "#lib/decision/view.ts";
import { dutyText } from "#lib/notice/duty/content.ts";
import { noticeHouse } from "#lib/notice/house.ts";
import { Sourced } from "../_law/Sourced.tsx";

/** The notice as the person would read it now, and what the law wants it to say. */
export function NoticePreview({ work, id }: { work: DecisionInWork; id: string }) {
  const written = dutyText(work.preview.facts, noticeHouse(work.brandId));
  return (
    <>
      <section aria-labelledby={`${id}-notice`} className="decide-notice">
        <h2 id={`${id}-notice`}>The notice, as the person reads it</h2>
        {work.preview.missingTranslation ? (
          <p>
            <Tag tone="ochre">No words in the person’s language: it goes out in English</Tag>
          </p>
        ) : null}
        <article lang={written.language} className="decide-letter">
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
      <section aria-labelledby={`${id}-checklist`}>
        <h2 id={`${id}-checklist`}>What the law wants it to say</h2>
        <ul className="decide-checklist">
          {work.checklist.map((item) => (
            <li key={item.content}>
              <Tag tone={item.missing ? "brick" : "moss"}>{item.missing ? "Missing" : "Says it"}</Tag>
              <span>
                {item.label}
                {item.why.map(({ law, source }) => (
                  <span key={law} className="decide-why">
                    {law}: <Sourced source={source} />
                  </span>
                ))}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
