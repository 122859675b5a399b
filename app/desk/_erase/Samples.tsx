import type { StepView } from "#lib/erasure/read.ts";
import { actWords } from "./words.ts";

/** A few records of one step as they are and as they would be. */
export function Samples({
  step,
  title,
}: {
  step: Pick<StepView, "label" | "act" | "rows" | "samples">;
  title: string;
}) {
  return (
    <details className="erase-samples">
      <summary>
        {step.label}: {step.samples.length} of {step.rows.toLocaleString("en-GB")}, before and after
      </summary>
      {step.samples.map((sample, no) => {
        const name = `${title}, ${step.label}, sample ${no + 1}, ${actWords[step.act]}`;
        return (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
          // biome-ignore lint/suspicious/noArrayIndexKey: samples have no name of their own and never move
          <section key={no} className="findings" aria-label={name} tabIndex={0}>
            <table className="ledger-plain">
              <thead>
                <tr>
                  {["Field", "Now", "Afterwards"].map((head) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {Object.entries(sample.before).map(([field, value]) => (
                  <tr key={field}>
                    <td>{field}</td>
                    <td>
                      <bdi>{value ?? "empty"}</bdi>
                    </td>
                    <td>{sample.after === null ? "gone" : after(value, sample.after[field])}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        );
      })}
    </details>
  );
}

function after(before: string | null, now: string | null | undefined) {
  if (now === undefined || now === before) return "the same";
  return <bdi>{now ?? "empty"}</bdi>;
}
