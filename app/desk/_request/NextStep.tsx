import { Tag, type TagTone } from "#app/_ui/Tag.tsx";
import type { NextStep as Step, Turn } from "#lib/request/checklist/next-step.ts";
import { placeAddress } from "./place-address.ts";

const turns: Record<Turn, { word: string; tone: TagTone }> = {
  us: { word: "Our turn", tone: "harbour" },
  person: { word: "The person's turn", tone: "slate" },
  system: { word: "A system's turn", tone: "ochre" },
  approver: { word: "A second person's turn", tone: "plum" },
  nobody: { word: "Nothing to do", tone: "moss" },
};

/** What is next and whose turn it is, in one sentence. */
export function NextStep({ reference, next }: { reference: string; next: Step }) {
  const { word, tone } = turns[next.turn];
  return (
    <p className={`next-step next-step-${next.turn}`}>
      <Tag tone={tone}>{word}</Tag> <span className="next-step-words">{next.sentence}</span>
      {next.where ? (
        <>
          {" "}
          <a href={placeAddress(reference, next.where)}>Go there</a>
        </>
      ) : null}
    </p>
  );
}
