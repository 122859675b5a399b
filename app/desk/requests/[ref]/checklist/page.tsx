import { requireStaff } from "#app/_auth/staff.ts";
import { made } from "#app/_forms/page.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { regimeWords, rightWords } from "#app/desk/_kit/words.ts";
import { CheckLine } from "#app/desk/_request/CheckLine.tsx";
import { NextStep } from "#app/desk/_request/NextStep.tsx";
import { Outline } from "#app/desk/_request/Outline.tsx";
import { readChecklist } from "#lib/fanout/checklist.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { progressIn } from "#lib/request/checklist/judge.ts";
import { type Part, parts } from "#lib/request/checklist/line.ts";

type Props = { params: Promise<{ ref: string }> };

const partWords: Record<Part, string> = {
  start: "Before the search",
  search: "The search",
  right: "What this right asks",
  answer: "The answer",
  after: "Afterwards",
};

/** Everything that the law asks for one request, in the order in which it is done, each with its place in the law. */
export default async function ChecklistPage({ params }: Props) {
  const reference = referenceFrom((await params).ref);
  const { staff, file, checklist } = await made("/desk", async () => {
    const staff = await requireStaff();
    const file = await orNull(readRequestFile(staff, reference));
    return { staff, file, checklist: file && (await orNull(readChecklist(staff, file))) };
  });
  if (!file || !checklist) return <NotHere staff={staff} />;
  const { lines, next, blocks, facts } = checklist;
  const { counted, done } = progressIn(lines);
  const others = facts.laws.filter((law) => law !== facts.law);
  return (
    <Frame
      title={`Checklist, ${reference}`}
      staff={staff}
      back={{ href: requestAddress(reference), words: reference }}
    >
      <header className="findings-head">
        <h1>What the law asks</h1>
        <p>
          <span className="mono">{reference}</span>, {rightWords[file.right].toLowerCase()} under{" "}
          {regimeWords(facts.law)}. {done} of {counted} done.
          {others.length > 0
            ? ` ${others.map(regimeWords).join(", ")} ${others.length === 1 ? "counts" : "count"} too; the clocks keep ${others.length === 1 ? "its" : "their"} days.`
            : null}
        </p>
      </header>
      <Outline reference={reference} staff={staff} checklist={checklist} here="/checklist" query="" />
      <div className="checklist-top">
        <NextStep reference={reference} next={next} />
        {blocks.length > 0 ? (
          <section aria-labelledby="in-the-way" className="desk-panel">
            <h2 id="in-the-way">In the way of the answer</h2>
            <ul className="blocking">
              {blocks.map((block) => (
                <li key={block}>{block}</li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
      <div className="checklist-page">
        {parts.map((part) => {
          const of = lines.filter((line) => line.part === part);
          return of.length === 0 ? null : (
            <section key={part} aria-labelledby={`part-${part}`}>
              <h2 id={`part-${part}`}>{partWords[part]}</h2>
              <ul className="check-lines">
                {of.map((line) => (
                  <CheckLine key={line.id} line={line} reference={reference} />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </Frame>
  );
}
