import type { staff } from "#drizzle/schema/staff.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Role } from "#lib/core/role.ts";

/**
 * A member of staff while no session of theirs is at hand: for what a worker does in their name. It sees what they see
 * and never counts as freshly signed in.
 */
export function awayFromDesk(row: typeof staff.$inferSelect): Extract<Actor, { kind: "staff" }> {
  const { id, name, role, brands, places, systems } = row;
  return {
    kind: "staff",
    staffId: id,
    name,
    initials: "",
    role: role as Role,
    scope: { brands, places, systems },
    sessionId: "",
    steppedUpAt: null,
  };
}
