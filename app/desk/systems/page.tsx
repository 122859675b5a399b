import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { groupsOf, inOneSentence } from "#app/desk/_systems/groups.ts";
import { SystemTable } from "#app/desk/_systems/SystemTable.tsx";
import { needOf } from "#app/desk/_systems/words.ts";
import { entryOf } from "#lib/map/current.ts";
import { knownKinds } from "#lib/map/kinds/fields.ts";
import { readSystems } from "#lib/map/systems/read.ts";
import { allowed } from "#lib/staff/permissions.ts";

export default async function SystemsPage() {
  const { staff, rows, kinds } = await made("/desk/systems", async () => {
    const staff = await requireStaff();
    return { staff, rows: await orNull(readSystems(staff)), kinds: await knownKinds() };
  });
  if (!rows) return <NotHere staff={staff} />;
  const listed = rows.map((row) => ({
    row,
    need: needOf(row),
    kind: kinds.find((one) => one.id === row.connector)?.title ?? row.connector,
    categories: [...new Set(entryOf(row.id)?.system.collections.map((one) => one.category) ?? [])],
  }));
  const mayManage = allowed(staff.role, "manage_systems");
  return (
    <Frame title="Systems" staff={staff} back={{ href: "/desk", words: "Queue" }}>
      <header className="systems-head">
        <div>
          <h1>Systems</h1>
          <p className="systems-sum">{inOneSentence(listed)}</p>
        </div>
        <p className="systems-acts">
          {mayManage ? (
            <ButtonLink href="/desk/systems/new" data-key="n">
              Register a system <kbd>n</kbd>
            </ButtonLink>
          ) : null}
          {rows.some((row) => row.keptIn === "desk") ? (
            <ButtonLink second href="/desk/systems/export">
              Export as YAML
            </ButtonLink>
          ) : null}
        </p>
      </header>
      <NoticeBox notice={await readNotice()} />
      {rows.length > 0 ? (
        <SystemTable groups={groupsOf(listed)} />
      ) : (
        <div className="empty systems-empty">
          <h2>No systems yet.</h2>
          <p>
            Connect the first one: a database, a service, files, or a person who is asked by mail. Until then
            requests can be filed, and nobody is looked for.
          </p>
        </div>
      )}
    </Frame>
  );
}
