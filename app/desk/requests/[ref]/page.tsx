import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { BehalfPanel } from "#app/desk/_behalf/BehalfPanel.tsx";
import { referenceFrom } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { Messages } from "#app/desk/_messages/Messages.tsx";
import { ProofPanel } from "#app/desk/_proof/ProofPanel.tsx";
import { Bundles } from "#app/desk/_request/Bundles.tsx";
import { Clock } from "#app/desk/_request/Clock.tsx";
import { Decisions } from "#app/desk/_request/Decisions.tsx";
import { Head } from "#app/desk/_request/Head.tsx";
import { History } from "#app/desk/_request/History.tsx";
import { Person } from "#app/desk/_request/Person.tsx";
import { Release } from "#app/desk/_request/Release.tsx";
import { Systems } from "#app/desk/_request/Systems.tsx";
import { Tasks } from "#app/desk/_request/Tasks.tsx";
import { Ways } from "#app/desk/_request/Ways.tsx";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { countTold } from "#lib/recipient/read.ts";
import { countHidden, nothingHidden } from "#lib/redaction/read.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { listStaff } from "#lib/staff/sign-in.ts";

type Props = { params: Promise<{ ref: string }> };

export default async function RequestPage({ params }: Props) {
  const reference = referenceFrom((await params).ref);
  const { staff, file, told, hidden, members } = await made("/desk", async () => {
    const staff = await requireStaff();
    const file = await orNull(readRequestFile(staff, reference));
    const told = file ? await countTold(staff, reference) : { all: 0, open: 0 };
    const hidden = file ? await countHidden(staff, reference) : nothingHidden;
    return { staff, file, told, hidden, members: file?.may.assign ? await listStaff(staff) : [] };
  });
  if (!file) return <NotHere staff={staff} />;
  return (
    <Frame title={file.reference} staff={staff} back={{ href: "/desk", words: "Queue" }}>
      <NoticeBox notice={await readNotice()} />
      <Head file={file} staff={staff} members={members} />
      <Ways reference={file.reference} right={file.right} staff={staff} told={told} />
      <div className="file-body">
        <div className="file-main">
          <BehalfPanel reference={file.reference} staff={staff} />
          <Release file={file} told={told} hidden={hidden} />
          <Decisions file={file} />
          <Systems file={file} />
          <Messages reference={file.reference} staff={staff} />
          <Tasks file={file} mayAct={allowed(staff.role, "work")} />
          <Bundles
            bundles={file.bundles}
            reference={file.reference}
            mayRetry={allowed(staff.role, "release")}
          />
        </div>
        <div className="file-side">
          <Person file={file} />
          <ProofPanel reference={file.reference} staff={staff} />
          <Clock deadline={file.deadline} />
          <History timeline={file.timeline} />
        </div>
      </div>
    </Frame>
  );
}
