import { requireStaff } from "#app/_auth/staff.ts";
import { made } from "#app/_forms/page.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere } from "#app/desk/_kit/NotHere.tsx";
import { knownKinds } from "#lib/map/kinds/fields.ts";
import { allowed } from "#lib/staff/permissions.ts";

export default async function KindPage() {
  const { staff, kinds } = await made("/desk/systems/new", async () => ({
    staff: await requireStaff(),
    kinds: await knownKinds(),
  }));
  if (!allowed(staff.role, "manage_systems")) return <NotHere staff={staff} />;
  return (
    <Frame title="Register a system" staff={staff} back={{ href: "/desk/systems", words: "Systems" }}>
      <header className="system-head">
        <h1>What kind of system is it?</h1>
        <p>
          Then: connect, check, draft a map, mend it, test with one person, enable. You can leave at any step.
        </p>
      </header>
      <ul className="kinds">
        {kinds.map(({ id, title, about, needs }) => (
          <li key={id}>
            <h2>
              <a href={`/desk/systems/new/${id}`} data-row>
                {title}
              </a>
            </h2>
            <p>{about}</p>
            <p className="faint">You need: {needs.charAt(0).toLowerCase() + needs.slice(1)}</p>
          </li>
        ))}
      </ul>
    </Frame>
  );
}
