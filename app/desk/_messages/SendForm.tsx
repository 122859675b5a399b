import { Button } from "#app/_ui/Button.tsx";
import { TextField } from "#app/_ui/TextField.tsx";
import { addDays } from "#lib/core/day.ts";
import { currentMap } from "#lib/map/current.ts";
import { companyToday } from "#lib/map/today.ts";
import type { Preview } from "#lib/notice/message/preview.ts";

/** Sends what is shown above it, and nothing else: now, or at a time that is chosen. */
export function SendForm({ preview, messages }: { preview: Preview; messages: string }) {
  const today = companyToday();
  const action = `${messages}/preview/${preview.id}/send`;
  return (
    <>
      <form action={action} method="post">
        <input type="hidden" name="hash" value={preview.hash} />
        <Button>{preview.how === "post" ? "It goes by post: note it" : "Send it"}</Button>
        <p className="faint">There are ten seconds to take it back.</p>
      </form>
      <details className="preview-later">
        <summary>Send it later</summary>
        <form action={action} method="post">
          <input type="hidden" name="hash" value={preview.hash} />
          <input type="hidden" name="when" value="later" />
          <TextField
            name="day"
            label="Day"
            type="date"
            size="half"
            min={today}
            max={addDays(today, 90)}
            defaultValue={addDays(today, 1)}
            required
          />
          <TextField
            name="time"
            label="Time"
            hint={`In ${currentMap().company.timezone}.`}
            type="time"
            size="short"
            defaultValue="09:00"
            required
          />
          <p className="faint">Where the person writes before then, it is not sent, and you are told.</p>
          <Button small second>
            Send it then
          </Button>
        </form>
      </details>
    </>
  );
}
