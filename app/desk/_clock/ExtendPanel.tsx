import { dayName } from "#app/_text/dates.ts";
import type { ClockDesk } from "#lib/request/clocks/clock-desk-view.ts";
import { ClockForm } from "./ClockForm.tsx";
import { ExtendEffects } from "./Effects.tsx";
import { extensionWords } from "./words.ts";

/** More time: why not, or what each reason of the law would do, and the form that tells the person. */
export function ExtendPanel({ desk }: { desk: ClockDesk }) {
  const { extend, reference, deadline } = desk;
  if (extend.refused !== null) return <p>{extend.refused}</p>;
  const possible = extend.choices.filter(({ preview }) => preview.effects.some((one) => one.extends));
  return (
    <>
      {possible.map(({ reason, preview }) => (
        <div key={reason}>
          <h3>{extensionWords[reason]}</h3>
          <ExtendEffects effects={preview.effects} />
          {preview.leads !== null && preview.to !== null && preview.leads < preview.to && !extend.mustName ? (
            <p className="faint">
              The earliest day leads: {dayName(preview.leads, "en")}, under a law that is not extended.
            </p>
          ) : null}
        </div>
      ))}
      <p className="faint">
        Once only, and only while the first time runs. Days count from the day of receipt
        {deadline.state === "running" ? "" : "; the clock waits, so they are as if they answered today"}.
      </p>
      <details>
        <summary>Tell the person that it takes longer</summary>
        <ClockForm
          act="extend"
          reference={reference}
          fields={[
            {
              name: "reason",
              label: "The reason that the law accepts",
              choices: possible.map(({ reason }) => ({ value: reason, words: extensionWords[reason] })),
            },
            {
              name: "explanation",
              label: "Why it takes longer",
              hint: "The person reads this after the reason. Short sentences, plain words.",
              lines: 3,
            },
            ...(extend.mustName
              ? [
                  {
                    name: "until",
                    label: "The new last day",
                    hint: "This law sets no longest time: name the day.",
                    kind: "date" as const,
                    size: "half" as const,
                  },
                ]
              : []),
          ]}
          button="Tell the person"
        />
      </details>
    </>
  );
}
