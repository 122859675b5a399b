import type { Staff } from "#app/_auth/staff.ts";
import { Button } from "#app/_ui/Button.tsx";
import { Reach } from "./Reach.tsx";

/** Keeps the query of this page under a name. The browser's own popover: it opens without a script. */
export function SaveView({ staff, query }: { staff: Staff; query: string }) {
  return (
    <>
      <button type="button" className="button button-second button-small" popoverTarget="save-view">
        Save view
      </button>
      <form
        id="save-view"
        popover="auto"
        role="dialog"
        aria-label="Save this view"
        action="/desk/views/act"
        method="post"
        className="bulk-panel save-view"
      >
        <h2>Save this view</h2>
        <input type="hidden" name="act" value="save" />
        <input type="hidden" name="q" value={query} />
        <label>
          Its name
          <input type="text" name="name" required maxLength={60} autoComplete="off" />
        </label>
        <Reach staff={staff} />
        <Button small>Save</Button>
      </form>
    </>
  );
}
