import { roleWords } from "#app/desk/_kit/words.ts";
import type { StaffGroups } from "#lib/staff/groups.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { scopeWords } from "./words.ts";

/** Where roles come from: the groups of the company's sign-in. Read only: the operator's file says it. */
export function Groups({ groups }: { groups: StaffGroups | null }) {
  return (
    <section aria-labelledby="groups">
      <h2 id="groups">Where roles come from</h2>
      <p className="team-lead">
        Roles are given in your company's own sign-in and taken over each time somebody signs in. Nobody gives
        a role here. {groups ? "The first group of this list that somebody is in decides." : ""} Who is in no
        group that is known here gets no access.
      </p>
      {groups ? (
        <table className="log-table team-groups">
          <thead>
            <tr>
              <th scope="col">Group</th>
              <th scope="col">Role</th>
              <th scope="col">Sees</th>
            </tr>
          </thead>
          <tbody>
            {groups.groups.map((one) => (
              <tr key={one.group}>
                <td>
                  <code>{one.group}</code>
                </td>
                <td>{roleWords[one.role]}</td>
                <td className="log-what">
                  {scopeWords(
                    { brands: one.brands ?? null, places: one.places ?? null, systems: one.systems ?? [] },
                    allowed(one.role, "see_requests"),
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className="team-lead">
          No groups are set (<code>HABEAS_STAFF_GROUPS</code>). The claim <code>habeas_role</code> of the
          sign-in gives a role over all brands and places.
        </p>
      )}
    </section>
  );
}
