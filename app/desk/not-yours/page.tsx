import { requireStaff } from "#app/_auth/staff.ts";
import { made } from "#app/_forms/page.ts";
import { NotHere } from "#app/desk/_kit/NotHere.tsx";

/** Where a page leads that somebody's role does not open. */
export default async function NotYoursPage() {
  return <NotHere staff={await made("/desk/not-yours", requireStaff)} />;
}
