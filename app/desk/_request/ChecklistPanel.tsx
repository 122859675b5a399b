import type { Checklist } from "#lib/fanout/checklist.ts";
import { lawNamed } from "#lib/law/regimes/all.ts";
import { progressIn } from "#lib/request/checklist/judge.ts";
import { requestAddress } from "../_kit/address.ts";
import { counted, rightWords } from "../_kit/words.ts";
import { CheckLine } from "./CheckLine.tsx";

/** What the law asks for this request: what is open, and how much is done. All of it stands on a page of its own. */
export function ChecklistPanel({ reference, checklist }: { reference: string; checklist: Checklist }) {
  const { lines, facts, blocks } = checklist;
  const { counted: all, done } = progressIn(lines);
  const open = lines.filter(({ state }) => state === "open");
  const rest = lines.filter(({ state }) => state !== "open");
  return (
    <section aria-labelledby="checklist" className="checklist">
      <h2 id="checklist">What the law asks</h2>
      <p className="checklist-sum">
        <b>
          {done} of {all} done
        </b>{" "}
        under {lawNamed(facts.law)?.short ?? "our own policy"}, {rightWords[facts.right].toLowerCase()}.{" "}
        {blocks.length > 0
          ? `${counted(blocks.length, "thing keeps", "things keep")} the answer from going out.`
          : ""}
      </p>
      <progress
        className="checklist-bar"
        value={done}
        max={Math.max(1, all)}
        aria-label="Done of what the law asks"
      />
      {open.length > 0 ? (
        <ul className="check-lines">
          {open.map((line) => (
            <CheckLine key={line.id} line={line} reference={reference} />
          ))}
        </ul>
      ) : null}
      <details>
        <summary>{counted(rest.length, "line", "lines")} that ask for nothing now</summary>
        <ul className="check-lines">
          {rest.map((line) => (
            <CheckLine key={line.id} line={line} reference={reference} />
          ))}
        </ul>
      </details>
      <p className="checklist-all">
        <a href={requestAddress(reference, "/checklist")}>The whole checklist</a>
      </p>
    </section>
  );
}
