import type { Staff } from "#app/_auth/staff.ts";
import { allowed } from "#lib/staff/permissions.ts";

const places = [
  { href: "/desk", words: "Queue", key: "g q", action: "see_requests" },
  { href: "/desk/systems", words: "Systems", key: "g s", action: "see_systems" },
  { href: "/desk/law", words: "Law", key: "g l", action: "see_requests" },
] as const;

/** The keys that lead to a place of the desk; undefined for what is none. */
export function keyOf(href: string): string | undefined {
  return places.find((one) => one.href === href)?.key;
}

/** The places of the desk that this member of staff may see, but for the one that the page leads back to already. */
export function Places({ staff, except }: { staff: Staff; except: string }) {
  return (
    <>
      {places
        .filter(({ href, action }) => allowed(staff.role, action) && href !== except)
        .map(({ href, words, key }) => (
          <a key={href} href={href} data-key={key}>
            {words}
          </a>
        ))}
    </>
  );
}
