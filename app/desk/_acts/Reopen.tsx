import { Button } from "#app/_ui/Button.tsx";
import { requestAddress } from "#app/desk/_kit/address.ts";
import { channelChoices } from "#app/desk/_new/words.ts";
import type { ActsFile } from "#lib/request/acts/file.ts";

/** Takes up again what is over, as a new request. */
export function Reopen({ file }: { file: ActsFile }) {
  const on = file.links.find(({ as }) => as === "goes_on_as");
  if (!file.over || !file.may.work || on) return null;
  return (
    <details className="acts-part">
      <summary>Take it up again</summary>
      <p className="faint">
        What is closed stays closed. A new request takes it up, with the same answers, and both say so.
      </p>
      <form action={requestAddress(file.reference, "/reopen")} method="post" className="desk-form">
        <fieldset className="acts-kinds">
          <legend>Why</legend>
          <label>
            <input type="radio" name="why" value="our_mistake" required /> Our mistake: its days count from
            the first receipt
          </label>
          <label>
            <input type="radio" name="why" value="asked_again" /> The person asks again: it is received today
          </label>
        </fieldset>
        <label htmlFor="reopen-channel">How they came back, if they ask again</label>
        <select id="reopen-channel" name="channel" className="box box-half">
          <option value="">Choose</option>
          {channelChoices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <Button second small>
          Take it up again
        </Button>
      </form>
    </details>
  );
}
