import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Decide } from "#app/desk/_behalf/Decide.tsx";
import { Standing } from "#app/desk/_behalf/Standing.tsx";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { readForDesk } from "#lib/behalf/read.ts";

type Props = { params: Promise<{ ref: string }> };

/** Who asks for whom, what shows that they may, what the law says of it, and the decision. */
export default async function BehalfPage({ params }: Props) {
  const reference = referenceFrom((await params).ref);
  const { staff, view } = await made("/desk", async () => {
    const staff = await requireStaff();
    return { staff, view: await orNull(readForDesk(staff, reference)) };
  });
  if (!view) return <NotHere staff={staff} />;
  return (
    <Frame
      title={`For somebody else, ${reference}`}
      staff={staff}
      back={{ href: requestAddress(reference), words: reference }}
    >
      <NoticeBox notice={await readNotice()} />
      <header className="findings-head">
        <h1>Who asks for whom</h1>
        <p>Nothing of the person is looked up, and nothing is released, before this is settled.</p>
      </header>
      <div className="file-body">
        <div className="file-main">
          <Decide view={view} />
        </div>
        <div className="file-side">
          <Standing view={view} />
        </div>
      </div>
    </Frame>
  );
}
