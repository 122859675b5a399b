import type { Staff } from "#app/_auth/staff.ts";
import { countApprovals } from "#lib/decision/approvals.ts";
import { countAlerts } from "#lib/request/clocks/sweep/alerts.ts";
import { allowed } from "#lib/staff/permissions.ts";

const places = [
  { href: "/desk", words: "Queue", key: "g q", action: "see_requests" },
  { href: "/desk/new", words: "Log a request", key: "g n", action: "work" },
  { href: "/desk/alerts", words: "Alerts", key: "g a", action: "see_requests" },
  { href: "/desk/approvals", words: "Approvals", key: "g p", action: "approve" },
  { href: "/desk/erasures", words: "Erasures", key: "g e", action: "see_requests" },
  { href: "/desk/systems", words: "Systems", key: "g s", action: "see_systems" },
  { href: "/desk/law", words: "Law", key: "g l", action: "see_requests" },
  { href: "/desk/figures", words: "Figures", key: "g f", action: "see_figures" },
] as const;

/** The keys that lead to a place of the desk; undefined for what is none. */
export function keyOf(href: string): string | undefined {
  return places.find((one) => one.href === href)?.key;
}

/** The places of the desk that this member of staff may see, but for the one that the page leads back to already. */
export async function Places({ staff, except }: { staff: Staff; except: string }) {
  // A count that fails takes no page with it.
  const [unseen, waiting] = await Promise.all([
    except === "/desk/alerts" ? 0 : countAlerts(staff).catch(() => 0),
    except === "/desk/approvals" || !allowed(staff.role, "approve")
      ? 0
      : countApprovals(staff).catch(() => 0),
  ]);
  const counts: Partial<Record<string, number>> = { "/desk/alerts": unseen, "/desk/approvals": waiting };
  return (
    <>
      {places
        .filter(({ href, action }) => allowed(staff.role, action) && href !== except)
        .map(({ href, words, key }) => (
          <a key={href} href={href} data-key={key}>
            {words}
            <Count count={counts[href] ?? 0} />
          </a>
        ))}
    </>
  );
}

function Count({ count }: { count: number }) {
  return count > 0 ? <span className="hot"> {count < 100 ? count : "99+"}</span> : null;
}
