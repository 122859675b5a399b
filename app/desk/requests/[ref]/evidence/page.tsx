import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Button } from "#app/_ui/Button.tsx";
import { Contents, WithWords } from "#app/desk/_evidence/Contents.tsx";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { mayTake, oneForEvidence } from "#lib/evidence/ask.ts";

type Props = { params: Promise<{ ref: string }> };

/** Evidence of one request for a regulator or a court. */
export default async function RequestEvidencePage({ params }: Props) {
  const asked = referenceFrom((await params).ref);
  const { staff, reference } = await made("/desk", async () => {
    const staff = await requireStaff();
    return { staff, reference: await orNull(oneForEvidence(staff, asked)) };
  });
  if (!reference) return <NotHere staff={staff} />;
  return (
    <Frame
      title={`Evidence of ${reference}`}
      staff={staff}
      back={{ href: requestAddress(reference), words: reference }}
    >
      <NoticeBox notice={await readNotice()} />
      <h1>Evidence of {reference}</h1>
      <p>How this request was handled, to show to a regulator or a court.</p>
      <form action={requestAddress(reference, "/evidence/take")} method="post" className="evidence-take">
        <p>Without personal data, unless you choose otherwise.</p>
        <WithWords may={mayTake(staff, true)} />
        <Button>Download the pack</Button>
        <p className="faint">That you took it is written in the log of the request.</p>
      </form>
      <Contents />
    </Frame>
  );
}
