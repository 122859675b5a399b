import type { Staff } from "#app/_auth/staff.ts";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { allowed } from "#lib/staff/permissions.ts";
import { DeskTools } from "../_kit/DeskTools.tsx";

/** The head of the queue: which view it is, the tools of the desk, and what one begins here. */
export function QueueHead({
  title,
  staff,
}: {
  title: string;
  staff: Staff;
  query: string;
  builtIn: boolean;
}) {
  return (
    <header className="desk-head">
      <h1>{title}</h1>
      <div className="desk-head-end">
        <DeskTools staff={staff} />
        {allowed(staff.role, "work") ? (
          <ButtonLink small href="/desk/new" data-key="c">
            Log a request <kbd>c</kbd>
          </ButtonLink>
        ) : null}
      </div>
    </header>
  );
}
