import type { ReactNode } from "react";
import { shortDay } from "#app/_text/dates.ts";
import { Button } from "#app/_ui/Button.tsx";
import { Tag, type TagTone } from "#app/_ui/Tag.tsx";
import { TextField } from "#app/_ui/TextField.tsx";
import type { ClockDesk, FeeView } from "#lib/request/clocks/clock-desk-view.ts";
import { requestAddress } from "../_kit/address.ts";
import { counted } from "../_kit/words.ts";
import { ClockForm } from "./ClockForm.tsx";
import { feeWords } from "./words.ts";

const states: Record<FeeView["state"], { word: string; tone: TagTone }> = {
  proposed: { word: "Waits for a second person", tone: "ochre" },
  asked: { word: "The person was told", tone: "plum" },
  paid: { word: "Paid", tone: "moss" },
  withdrawn: { word: "Withdrawn", tone: "slate" },
  dropped: { word: "Dropped", tone: "slate" },
};

/** A fee: free by rule and by whose; where one may be charged, the form, the second person and the payment. */
export function FeePanel({ desk }: { desk: ClockDesk }) {
  const { fee, reference, worked, may, deadline } = desk;
  const { given, choices } = fee;
  const possible = choices.filter((one) => one.allowed);
  const mayPropose = worked && may.work && (given === null || given.state === "dropped");
  return (
    <>
      {given ? <Given desk={desk} fee={given} today={deadline.today} /> : null}
      {possible.length === 0 ? (
        <p>It is free: {[...new Set(choices.map((one) => one.why))].join(" ")}</p>
      ) : mayPropose ? (
        <>
          <p className="faint">
            {counted(fee.answersBefore, "answer", "answers")} to the same right in the twelve months before.
            What the law lets you charge for, it lets you charge only when the person was told first.
          </p>
          <details>
            <summary>Propose a fee</summary>
            <ClockForm
              act="fee"
              reference={reference}
              fields={[
                {
                  name: "reason",
                  label: "Why it should cost something",
                  choices: possible.map(({ reason, secondApprover }) => ({
                    value: reason,
                    words: `${feeWords[reason]}${secondApprover ? " (a second person must agree)" : ""}`,
                  })),
                },
                { name: "amount", label: "Amount", hint: "Like 25.00", size: "short", most: 12 },
                { name: "currency", label: "Currency", first: fee.currency, size: "short", most: 3 },
                { name: "explanation", label: "Why, as the person reads it", lines: 3 },
                {
                  name: "evidence",
                  label: "By what it can be shown",
                  hint: "For the file: the burden of proof is on us.",
                  lines: 2,
                },
              ]}
              button="Propose the fee"
            />
          </details>
        </>
      ) : null}
    </>
  );
}

function Given({ desk, fee, today }: { desk: ClockDesk; fee: FeeView; today: string }) {
  const { reference, may, worked, withdrawn } = desk;
  const on = (day: string | null) => (day === null ? "" : ` on ${shortDay(day, today, "en")}`);
  const { word, tone } = states[fee.state];
  return (
    <>
      <div className="system-line">
        <h3>
          {fee.amount}, {feeWords[fee.reason].toLowerCase()}
        </h3>
        <Tag tone={tone}>
          {word}
          {fee.state === "asked" ? on(fee.askedDay) : fee.state === "paid" ? on(fee.paidDay) : ""}
        </Tag>
      </div>
      <p className="faint">
        Proposed by <bdi>{fee.by}</bdi>
      </p>
      {fee.explanation ? <p className="said">{fee.explanation}</p> : null}
      {fee.evidence ? <p className="said faint">For the file: {fee.evidence}</p> : null}
      {worked && fee.state === "proposed" && may.approve && !fee.mine ? (
        <FeeForm reference={reference} act="approve">
          <input type="hidden" name="seen" value={fee.seen} />
          <Button small>Agree, and tell the person</Button>
        </FeeForm>
      ) : null}
      {worked && fee.state === "proposed" && may.approve && fee.mine ? (
        <p>Somebody else must agree to it: you proposed it.</p>
      ) : null}
      {worked && fee.state === "asked" && may.work && !withdrawn ? (
        <FeeForm reference={reference} act="paid">
          <TextField name="day" label="Paid on" type="date" size="half" defaultValue={today} max={today} />
          <Button small>Record the payment</Button>
        </FeeForm>
      ) : null}
      {worked && (fee.state === "asked" || fee.state === "proposed") && may.work ? (
        <FeeForm reference={reference} act="drop">
          <Button small second>
            Drop the fee
          </Button>
        </FeeForm>
      ) : null}
    </>
  );
}

function FeeForm({ reference, act, children }: { reference: string; act: string; children: ReactNode }) {
  return (
    <form action={requestAddress(reference, "/clock/act")} method="post" className="desk-form">
      <input type="hidden" name="act" value={act} />
      {children}
    </form>
  );
}
