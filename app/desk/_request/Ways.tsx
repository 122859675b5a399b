import type { Staff } from "#app/_auth/staff.ts";
import { allowed, type StaffAction } from "#lib/staff/permissions.ts";
import { requestAddress } from "../_kit/address.ts";

/** Pages of one request beyond its own, with what a role must be allowed to use them. */
const ways: { path: string; title: string; action: StaffAction }[] = [
  { path: "/clock", title: "Clock, questions, more time", action: "see_requests" },
  { path: "/receipt", title: "Receipt and laws", action: "see_requests" },
  { path: "/decide", title: "Decide", action: "see_findings" },
];

/** Where staff go on from a request: its clock, its receipt, the decision. */
export function Ways({ reference, staff }: { reference: string; staff: Staff }) {
  const open = ways.filter((way) => allowed(staff.role, way.action));
  if (open.length === 0) return null;
  return (
    <nav className="ways" aria-label="More about this request">
      <ul>
        {open.map(({ path, title }) => (
          <li key={path}>
            <a href={requestAddress(reference, path)}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
