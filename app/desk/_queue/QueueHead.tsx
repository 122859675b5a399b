import type { Staff } from "#app/_auth/staff.ts";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { allowed } from "#lib/staff/permissions.ts";
import { DeskTools } from "../_kit/DeskTools.tsx";
import { SaveView } from "./views/SaveView.tsx";

/** The head of the queue: which view it is, the tools of the desk, and what one begins here. `toSave`: what could be kept as a view. */
export function QueueHead({ title, staff, toSave }: { title: string; staff: Staff; toSave: string | null }) {
  return (
    <header className="desk-head">
      <h1>{title}</h1>
      <div className="desk-head-end">
        <DeskTools staff={staff} />
        {toSave === null ? null : <SaveView staff={staff} query={toSave} />}
        {allowed(staff.role, "work") ? (
          <ButtonLink small href="/desk/new" data-key="c">
            Log a request <kbd>c</kbd>
          </ButtonLink>
        ) : null}
      </div>
    </header>
  );
}
