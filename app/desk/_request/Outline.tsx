import type { Staff } from "#app/_auth/staff.ts";
import type { Checklist } from "#lib/fanout/checklist.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { requestAddress } from "../_kit/address.ts";
import { outlineOf } from "./outline-items.ts";
import "./outline.css";

/** The pages of one request that apply to its right and are this reader's to see, each with how it stands. */
export function Outline({
  reference,
  staff,
  checklist,
  here,
  query,
}: {
  reference: string;
  staff: Staff;
  checklist: Checklist;
  /** The path of the page that it stands on, below the request: "" on the request's own. */
  here: string;
  /** The view one came from, carried on; empty where there is none. */
  query: string;
}) {
  const items = outlineOf(checklist.facts, checklist.lines).filter(({ action }) =>
    allowed(staff.role, action),
  );
  const carried = query === "" ? "" : `?q=${encodeURIComponent(query)}`;
  return (
    <nav className="outline" aria-label="More about this request">
      <ul>
        {items.map(({ path, title, state, due, key }) => (
          <li key={path}>
            <a
              href={requestAddress(reference, path === "" ? carried : path)}
              aria-current={path === here ? "page" : undefined}
              data-key={key}
            >
              {title}
              {state === null ? null : (
                <span className={due ? "outline-state outline-due" : "outline-state"}>, {state}</span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
