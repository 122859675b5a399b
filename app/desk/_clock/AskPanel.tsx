import { dayName } from "#app/_text/dates.ts";
import type { AskView } from "#lib/request/clocks/clock-desk-view.ts";
import { ClockForm, type FormField } from "./ClockForm.tsx";
import { AskEffects } from "./Effects.tsx";
import { evidenceWords } from "./words.ts";

const titles = {
  identity: "Ask who they are",
  clarification: "Ask what exactly they want",
} as const;

/** A question to the person: why not now, or what it would do to each clock and the form. */
export function AskPanel({ ask, reference }: { ask: AskView; reference: string }) {
  const { about, refused, preview } = ask;
  return (
    <section aria-labelledby={`ask-${about}`} className="clock-act">
      <h3 id={`ask-${about}`}>{titles[about]}</h3>
      {refused ? (
        <p>{refused}</p>
      ) : (
        <>
          <AskEffects preview={preview} />
          <p className="faint">
            The person is asked to reply by {dayName(ask.replyBy, "en")}. They are told what the question does
            to the date, and that they can take the request back.
          </p>
          <details>
            <summary>Write the question</summary>
            <ClockForm act={about} reference={reference} fields={fieldsOf(ask)} button="Send the question" />
          </details>
        </>
      )}
    </section>
  );
}

function fieldsOf({ about, evidence, preview, triedBefore }: AskView): FormField[] {
  const allowed = evidence.filter((one) => one.allowed);
  const document = allowed.find((one) => one.lastResort);
  return [
    ...(about === "identity"
      ? [
          {
            name: "evidence",
            label: "What you ask for as proof",
            hint: "The least that suffices. What no law allows is not in the list.",
            choices: [
              { value: "", words: "Choose" },
              ...allowed.map((one) => ({
                value: one.evidence,
                words: `${evidenceWords[one.evidence]}${one.lastResort ? " (last resort)" : ""}`,
              })),
            ],
          },
        ]
      : []),
    {
      name: "text",
      label: "What you want to know",
      hint: "The person reads this as you write it. Short sentences, plain words.",
      lines: 3,
      most: 4_000,
    },
    { name: "why", label: "Why you need to know it", hint: "The person reads this too.", lines: 2 },
    ...(preview.late
      ? [
          {
            name: "lateWhy",
            label: "Why it comes only now",
            hint: "Asked later than five working days. The pause stands only with a reason; it is kept.",
            lines: 2,
          },
        ]
      : []),
    ...(document
      ? [
          {
            name: "documentWhy",
            label: "Only for an identity document: why nothing less suffices",
            hint: `${document.why}.`,
            lines: 2,
          },
          ...(triedBefore
            ? []
            : [
                {
                  name: "noEarlierWhy",
                  label: "Only for an identity document: why you asked for nothing less before",
                  lines: 2,
                },
              ]),
        ]
      : []),
  ];
}
