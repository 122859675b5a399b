import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { counted } from "#app/desk/_kit/words.ts";
import { Entry } from "#app/desk/_told/Entry.tsx";
import { openStandings, readToldDesk } from "#lib/recipient/read.ts";

type Props = { params: Promise<{ ref: string }> };

/** Everybody outside who was given this person's data: what they were told and what they answered. */
export default async function ToldPage({ params }: Props) {
  const reference = referenceFrom((await params).ref);
  const { staff, desk } = await made("/desk", async () => {
    const staff = await requireStaff();
    return { staff, desk: await orNull(readToldDesk(staff, reference)) };
  });
  if (!desk) return <NotHere staff={staff} />;
  const open = desk.entries.filter(({ standing }) => openStandings.includes(standing));
  return (
    <Frame
      title={`Recipients, ${reference}`}
      staff={staff}
      back={{ href: requestAddress(reference), words: reference }}
    >
      <NoticeBox notice={await readNotice()} />
      <header className="findings-head">
        <h1>Recipients told about {reference}</h1>
        <p>
          {desk.entries.length === 0
            ? "Nobody had to be told yet. It happens when something is done in a system that gives data to others."
            : `${counted(desk.entries.length, "notice", "notices")}, ${open.length} without an answer. The answer to the person need not wait for them.`}
        </p>
        <p>
          <a href="/desk/told">All recipients without an answer</a>
        </p>
      </header>
      {desk.entries.map((entry) => (
        <Entry key={entry.id} entry={entry} reference={reference} work={desk.may.work} />
      ))}
    </Frame>
  );
}
