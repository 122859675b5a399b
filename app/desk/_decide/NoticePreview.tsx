import { Tag } from "#app/_ui/Tag.tsx";
import type { DecisionInWork } from "#lib/decision/view.ts";
import { Sourced } from "../_law/Sourced.tsx";
import { NoticeLetter } from "./NoticeLetter.tsx";

/** The notice as the person would read it now, and what the law wants it to say. */
export function NoticePreview({ work, id }: { work: DecisionInWork; id: string }) {
  return (
    <>
      <NoticeLetter preview={work.preview} brandId={work.brandId} id={id} />
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
