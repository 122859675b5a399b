import { Button } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import { dayInWords } from "#lib/core/day.ts";
import type { ReceiptFile, Sister } from "#lib/request/receipt-file.ts";
import { requestAddress } from "../_kit/address.ts";
import { rightWords, statusWords } from "../_kit/words.ts";
import { Ticks } from "../_new/Ticks.tsx";
import { channelChoices, rightChoices } from "../_new/words.ts";

/** Requests that belong together, each with its own day. */
export function Sisters({ sisters }: { sisters: readonly Sister[] }) {
  return (
    <ul className="receipt-list">
      {sisters.map(({ reference, right, status, receivedDay, safeDue }) => (
        <li key={reference}>
          <a href={requestAddress(reference)} className="mono">
            {reference}
          </a>{" "}
          {rightWords[right]}, received on {dayInWords(receivedDay, "en")}, answer by{" "}
          {dayInWords(safeDue, "en")}. <Tag tone={statusWords[status].tone}>{statusWords[status].word}</Tag>
        </li>
      ))}
    </ul>
  );
}

/** Makes further requests of what the message also asks for. */
export function SplitForm({ file }: { file: ReceiptFile }) {
  const asked = new Set([file.right, ...file.together.map((one) => one.right)]);
  const open = rightChoices.filter(({ value }) => value !== "complaint" && !asked.has(value));
  return (
    <form action={requestAddress(file.reference, "/receipt/split")} method="post" className="intake">
      <Ticks name="rights" label="What it also asks for" choices={open} chosen={[]} />
      <fieldset className="field">
        <legend>When that was asked</legend>
        <label className="tick">
          <input type="radio" name="when" value="same" defaultChecked />
          <span>In the same message: received on the same day</span>
        </label>
        <label className="tick">
          <input type="radio" name="when" value="later" />
          <span>Added later: received today, by</span>
          <select name="channel" aria-label="How it was added" defaultValue="email">
            {channelChoices.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </fieldset>
      <p className="form-end">
        <Button>Make requests of it</Button>
      </p>
    </form>
  );
}
