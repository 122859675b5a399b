import type { Staff } from "#app/_auth/staff.ts";
import { countApprovals } from "#lib/decision/approvals.ts";
import { countAlerts } from "#lib/request/clocks/sweep/alerts.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { places } from "./places.ts";
import { SideList } from "./SideList.tsx";

/** The places of the desk that this member of staff may see, with what waits there. */
export async function Places({ staff, here }: { staff: Staff; here: string | null }) {
  const shown = places.filter(({ action }) => action === null || allowed(staff.role, action));
  // A count that fails takes no page with it.
  const [unseen, waiting] = await Promise.all([
    allowed(staff.role, "see_requests") ? countAlerts(staff).catch(() => 0) : 0,
    allowed(staff.role, "approve") ? countApprovals(staff).catch(() => 0) : 0,
  ]);
  const counts: Partial<Record<string, number>> = { "/desk/alerts": unseen, "/desk/approvals": waiting };
  return (
    <SideList
      title="Run"
      links={shown.map(({ href, words, key }) => ({
        href,
        words,
        key,
        count: counts[href] || null,
        hot: href === "/desk/alerts",
        here: href === here,
      }))}
    />
  );
}
