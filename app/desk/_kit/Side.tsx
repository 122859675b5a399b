import type { Staff } from "#app/_auth/staff.ts";
import { Button } from "#app/_ui/Button.tsx";
import { currentMap } from "#lib/map/current.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { Places } from "./Places.tsx";
import { Views } from "./Views.tsx";
import { roleWords } from "./words.ts";

/**
 * The side navigation of every desk page: views of the queue, places, who is at the desk and the way out. On a narrow
 * screen it is a drawer that the browser itself opens from the button "Menu", without a script (`popover`).
 */
export function Side({ staff, here }: { staff: Staff; here: string | null }) {
  return (
    <nav id="side" popover="auto" className="shell-side" aria-label="Desk">
      <p className="shell-name">{currentMap().company.name} privacy</p>
      {allowed(staff.role, "see_requests") ? <Views staff={staff} here={here} /> : null}
      <Places staff={staff} here={here} />
      <form action="/desk/sign-out" method="post" className="shell-member">
        <p>
          {staff.name}
          <br />
          <span className="faint">{roleWords[staff.role]}</span>
        </p>
        <Button second small>
          Sign out
        </Button>
      </form>
    </nav>
  );
}
