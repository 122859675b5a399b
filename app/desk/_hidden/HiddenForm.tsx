import { Button } from "#app/_ui/Button.tsx";
import type { Choice } from "#lib/redaction/detect/rule.ts";
import { requestAddress } from "../_kit/address.ts";
import { reasons } from "./words.ts";

/**
 * What staff say of a finding: hide it or show it, each with a reason from a short list or in their own words, in one
 * press. `next`: the finding that comes after it, to which the page goes on.
 */
export function HiddenForm({
  reference,
  id,
  place,
  choice,
  decided,
  what,
  next = id,
  query = "",
}: {
  reference: string;
  id: string;
  place: number | null;
  choice: Choice;
  /** Whether staff have said it already, and not only a rule. */
  decided: boolean;
  what: string;
  next?: string;
  query?: string;
}) {
  const where = place === null ? "everywhere" : "here";
  const order: Choice[] = choice === "hide" ? ["hide", "show"] : ["show", "hide"];
  return (
    <div className="hidden-decide">
      {order.map((one) => (
        <form key={one} action={requestAddress(reference, "/hidden/act")} method="post">
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="next" value={next} />
          <input type="hidden" name="query" value={query} />
          {place === null ? null : <input type="hidden" name="place" value={place} />}
          <label>
            <span className="hidden-words">
              Why {one} {what} {where}
            </span>
            <input
              className="box"
              name="why"
              list={`why-${one}`}
              defaultValue={reasons[one][0]}
              maxLength={2000}
              required
              minLength={3}
            />
          </label>
          <Button small second name="choice" value={one} data-decide={place === null ? one : undefined}>
            {one === "hide" ? "Hide it" : "Show it"} {where}
            {one === choice ? " all the same" : ""}
            {place === null ? <kbd>{one === "hide" ? "h" : "s"}</kbd> : null}
          </Button>
        </form>
      ))}
      {decided ? null : <span className="faint">Not decided: the rule says {choice}.</span>}
    </div>
  );
}
