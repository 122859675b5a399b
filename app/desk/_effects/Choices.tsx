import type { ChoiceView } from "#lib/preference/view.ts";
import { Moment } from "../_kit/Moment.tsx";
import { kindWords } from "./words.ts";

/** Everything that the person has chosen so far, by this request or another way. */
export function Choices({ choices }: { choices: readonly ChoiceView[] }) {
  if (choices.length === 0) return <p className="faint">Nothing was chosen so far.</p>;
  return (
    <ul>
      {choices.map((one) => (
        <li key={one.kind}>
          {kindWords[one.kind]}: {one.stands === "out" ? "stopped" : "allowed"} since{" "}
          <Moment at={one.since} />, by {one.by}
        </li>
      ))}
    </ul>
  );
}
