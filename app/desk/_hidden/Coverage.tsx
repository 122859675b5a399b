import { Button } from "#app/_ui/Button.tsx";
import type { HiddenPage } from "#lib/redaction/read.ts";
import { requestAddress } from "../_kit/address.ts";
import { Moment } from "../_kit/Moment.tsx";
import { counted } from "../_kit/words.ts";
import { coverageWords } from "./words.ts";

/** How much of what was found is decided on, and the two acts about all of it: take the proposals, look as a second person. */
export function Coverage({ hidden }: { hidden: HiddenPage }) {
  const { things, decided, reference, may, look } = hidden;
  const open = things - decided;
  return (
    <section className="hidden-coverage" aria-labelledby="coverage">
      <h2 id="coverage">{coverageWords(hidden)}</h2>
      {things > 0 ? <meter min={0} max={things} value={decided} aria-labelledby="coverage" /> : null}
      {may && open > 0 ? (
        <form action={requestAddress(reference, "/hidden/accept")} method="post">
          <label className="field">
            Why the proposals are right for the other {open === 1 ? "one" : open.toLocaleString("en-GB")}
            <input
              className="box"
              name="why"
              required
              minLength={3}
              maxLength={2000}
              defaultValue="I looked through them: the rules are right."
            />
          </label>
          <Button small second>
            Take what the rules propose for {counted(open, "finding", "findings")}
          </Button>
        </form>
      ) : null}
      {look.by ? (
        <p>
          {look.by.name} looked at exactly this, <Moment at={look.by.at} />.
        </p>
      ) : things > 0 && may ? (
        <form action={requestAddress(reference, "/hidden/look")} method="post">
          <input type="hidden" name="decisions" value={look.decisions} />
          <p>
            {look.needed
              ? "A second person must look before it is released."
              : "Nobody else has looked at it as it is now."}
            {look.mine ? " You decided some of it, so it is somebody else's to do." : ""}
          </p>
          {look.mine ? null : (
            <Button small second>
              I have looked at what is hidden
            </Button>
          )}
        </form>
      ) : null}
    </section>
  );
}
