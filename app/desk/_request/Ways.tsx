import type { Staff } from "#app/_auth/staff.ts";
import type { Right } from "#lib/law/rights.ts";
import { allowed, type StaffAction } from "#lib/staff/permissions.ts";
import { requestAddress } from "../_kit/address.ts";

/** Pages of one request beyond its own, with what a role must be allowed to use them. */
const ways: { path: string; title: string; action: StaffAction; only?: Right }[] = [
  { path: "/erase", title: "Erasure", action: "see_requests", only: "erasure" },
  { path: "/correct", title: "Corrections", action: "see_requests", only: "rectification" },
  { path: "/effects", title: "Choices and restriction", action: "see_requests" },
  { path: "/elsewhere", title: "To another company", action: "see_findings", only: "portability" },
  { path: "/review", title: "Look again", action: "see_findings", only: "automated_decision_review" },
  { path: "/clock", title: "Clock, questions, more time", action: "see_requests" },
  { path: "/receipt", title: "Receipt and laws", action: "see_requests" },
  { path: "/decide", title: "Decide", action: "see_findings" },
];

/** Where staff go on from a request: its erasure, who was told of it, its clock, its receipt, the decision. */
export function Ways({
  reference,
  right,
  staff,
  told,
}: {
  reference: string;
  right: Right;
  staff: Staff;
  /** Recipients of the data that had to be told, and how many have not answered. */
  told: { all: number; open: number };
}) {
  const open = ways.filter(
    ({ action, only }) => allowed(staff.role, action) && (only === undefined || only === right),
  );
  if (open.length === 0) return null;
  return (
    <nav className="ways" aria-label="More about this request">
      <ul>
        {open.map(({ path, title }) => (
          <li key={path}>
            <a href={requestAddress(reference, path)}>{title}</a>
          </li>
        ))}
        {told.all > 0 ? (
          <li>
            <a href={requestAddress(reference, "/told")}>
              Recipients told{told.open > 0 ? `, ${told.open} without an answer` : null}
            </a>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}
