import type { Staff } from "#app/_auth/staff.ts";
import { roles } from "#lib/core/role.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { roleWords } from "../../_kit/words.ts";

/** For whom a view is kept, as far as this reader may choose. */
export function Reach({ staff }: { staff: Staff }) {
  const queueRoles = roles.filter((role) => allowed(role, "see_requests"));
  if (!allowed(staff.role, "work")) return <input type="hidden" name="reach" value="private" />;
  return (
    <label>
      Who sees it
      <select name="reach" defaultValue="private">
        <option value="private">Only me</option>
        <option value="shared">Everybody at the desk</option>
        {staff.role === "officer"
          ? queueRoles.map((role) => (
              <option key={role} value={`role:${role}`}>
                Everybody who is {roleWords[role]}
              </option>
            ))
          : null}
      </select>
    </label>
  );
}
