import type { StaffAction } from "#lib/staff/permissions.ts";

type Place = { href: string; words: string; key: string; action: StaffAction | null };

/** The places of the desk besides the views of the queue, in their order, and what one must be allowed to be led there. */
export const places: readonly Place[] = [
  { href: "/desk/triage", words: "Triage", key: "g t", action: "work" },
  { href: "/desk/new", words: "Log a request", key: "c", action: "work" },
  { href: "/desk/alerts", words: "Alerts", key: "g a", action: "see_requests" },
  { href: "/desk/approvals", words: "Approvals", key: "g p", action: "approve" },
  { href: "/desk/erasures", words: "Erasures", key: "g e", action: "see_requests" },
  { href: "/desk/metrics", words: "Metrics", key: "g m", action: "see_figures" },
  { href: "/desk/systems", words: "Systems", key: "g s", action: "see_systems" },
  { href: "/desk/law", words: "Law", key: "g l", action: "see_requests" },
  { href: "/desk/templates", words: "Templates", key: "g d", action: "see_requests" },
  { href: "/desk/policy", words: "Policy", key: "g r", action: "see_policy" },
  { href: "/desk/evidence", words: "Evidence", key: "g v", action: "export_log" },
  { href: "/desk/figures", words: "Figures", key: "g f", action: "see_figures" },
  { href: "/desk/tasks", words: "Your tasks", key: "g k", action: "answer_tasks" },
  { href: "/desk/team", words: "Team", key: "g w", action: "see_team" },
  { href: "/desk/audit", words: "Log", key: "g u", action: "see_log" },
  { href: "/desk/health", words: "Health", key: "g h", action: "see_health" },
  { href: "/desk/settings", words: "Settings", key: "g ,", action: null },
];

/** The place that a page belongs to, by its title or by where it leads back to; null where that is the queue. */
export function placeOf(title: string, back: string | undefined): string | null {
  const found = places.find(({ words }) => words === title) ?? places.find(({ href }) => href === back);
  return found?.href ?? null;
}
