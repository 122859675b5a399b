import type { Staff } from "#app/_auth/staff.ts";
import { KeyHelp } from "./KeyHelp.tsx";
import { changedKeys } from "./keys.ts";
import { settingsFor } from "./member.ts";
import { Shell } from "./Shell.tsx";

/** At the head of a page: the command menu and the keys, each by a button; and what a script adds to the page. Once a page. */
export async function DeskTools({ staff }: { staff: Staff }) {
  const { keys } = await settingsFor(staff);
  return (
    <div className="desk-tools">
      <button type="button" className="tool tool-script" data-menu>
        Commands <kbd>Ctrl K</kbd>
      </button>
      <KeyHelp keys={keys} />
      <Shell on={keys.on} changed={changedKeys(keys)} member={staff.staffId} />
    </div>
  );
}
