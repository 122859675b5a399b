import type { RequestStatus } from "#lib/request/moves.ts";
import { statusWords } from "../_kit/words.ts";

const way: { status: RequestStatus; word: string }[] = [
  { status: "received", word: "Proof" },
  { status: "collecting", word: "Collect" },
  { status: "reviewing", word: "Review" },
  { status: "preparing", word: "Prepare" },
  { status: "ready", word: "Ready" },
  { status: "closed", word: "Closed" },
];

/** The way of a request and where it stands. One that left the way says so instead. */
export function Stepper({ status }: { status: RequestStatus }) {
  const at = way.findIndex((step) => step.status === status);
  if (at < 0) return <p className="stepper-off">{statusWords[status].word}</p>;
  return (
    <ol className="stepper" aria-label="Stage">
      {way.map((step, index) => (
        <li
          key={step.status}
          aria-current={index === at ? "step" : undefined}
          className={index < at ? "step-past" : undefined}
        >
          {step.word}
          {index < at ? <span className="hidden-words"> (done)</span> : null}
        </li>
      ))}
    </ol>
  );
}
