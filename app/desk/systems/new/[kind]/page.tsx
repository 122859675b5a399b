import { requireStaff } from "#app/_auth/staff.ts";
import { made } from "#app/_forms/page.ts";
import { partFrom } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere } from "#app/desk/_kit/NotHere.tsx";
import { ConnectForm } from "#app/desk/_systems/ConnectForm.tsx";
import { currentMap } from "#lib/map/current.ts";
import { knownKinds, settingFields } from "#lib/map/kinds/fields.ts";
import { allowed } from "#lib/staff/permissions.ts";

type Props = { params: Promise<{ kind: string }> };

export default async function ConnectNewPage({ params }: Props) {
  const asked = partFrom((await params).kind);
  const { staff, kind, fields } = await made("/desk/systems/new", async () => {
    const staff = await requireStaff();
    const kind = (await knownKinds()).find((one) => one.id === asked);
    return { staff, kind, fields: kind ? await settingFields(kind.id) : [] };
  });
  if (!kind || !allowed(staff.role, "manage_systems")) return <NotHere staff={staff} />;
  const country = currentMap().company.controller_place.slice(0, 2);
  return (
    <Frame
      title={`Connect: ${kind.title}`}
      staff={staff}
      back={{ href: "/desk/systems/new", words: "Kinds" }}
    >
      <header className="system-head">
        <h1>Connect: {kind.title}</h1>
        <p>{kind.needs} What you type as a password or secret is sealed and never shown again.</p>
      </header>
      <ConnectForm kind={kind.id} system={null} fields={fields} values={{ country }} set={{}} />
    </Frame>
  );
}
