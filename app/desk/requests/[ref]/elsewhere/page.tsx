import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Button } from "#app/_ui/Button.tsx";
import { TextArea } from "#app/_ui/TextField.tsx";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { allowed } from "#lib/staff/permissions.ts";
import { type TransmissionStage, type TransmissionView, transmissionsOf } from "#lib/transmission/read.ts";

type Props = { params: Promise<{ ref: string }> };

const stages: Record<TransmissionStage, string> = {
  asked: "Waits for your decision",
  agreed: "Agreed: sent as soon as the copy is ready",
  sent: "Sent",
  refused: "Refused",
  failed: "Given up",
  withdrawn: "Taken back by the person",
};

/** Where the person wants their data to go, for staff to look at before anything leaves. */
export default async function ElsewherePage({ params }: Props) {
  const reference = referenceFrom((await params).ref);
  const { staff, file } = await made("/desk", async () => {
    const staff = await requireStaff();
    return { staff, file: await orNull(transmissionsOf(staff, reference)) };
  });
  if (!file) return <NotHere staff={staff} />;
  return (
    <Frame
      title={`To another company: ${reference}`}
      staff={staff}
      back={{ href: requestAddress(reference), words: reference }}
    >
      <NoticeBox notice={await readNotice()} />
      <header className="findings-head">
        <h1>Data to another company</h1>
        <p>
          The person can have their data sent straight to another company where that is technically feasible
          (Article 20(2) GDPR). Look whether the address belongs to the company that they name.
        </p>
      </header>
      <div className="receipt-body">
        {file.wishes.length === 0 ? <p>The person has not asked for it.</p> : null}
        {file.wishes.map((wish) => (
          <Wish key={wish.id} reference={reference} wish={wish} mayDecide={allowed(staff.role, "release")} />
        ))}
      </div>
    </Frame>
  );
}

function Wish({
  reference,
  wish,
  mayDecide,
}: {
  reference: string;
  wish: TransmissionView;
  mayDecide: boolean;
}) {
  const action = requestAddress(reference, "/elsewhere/decide");
  return (
    <section aria-labelledby={`wish-${wish.id}`}>
      <h2 id={`wish-${wish.id}`}>
        <bdi>{wish.controller}</bdi>
      </h2>
      <dl className="facts">
        <dt>Goes to</dt>
        <dd>
          <bdi dir="ltr">{wish.place ?? wish.host}</bdi>
        </dd>
        <dt>State</dt>
        <dd>{stages[wish.stage]}</dd>
        {wish.trouble ? (
          <>
            <dt>Trouble</dt>
            <dd>{wish.trouble}</dd>
          </>
        ) : null}
        {wish.reason ? (
          <>
            <dt>Reason</dt>
            <dd>{wish.reason}</dd>
          </>
        ) : null}
        {wish.sha256 ? (
          <>
            <dt>SHA-256</dt>
            <dd>
              <code>{wish.sha256}</code>
            </dd>
          </>
        ) : null}
      </dl>
      {wish.stage === "asked" && mayDecide ? (
        <>
          <form method="post" action={action}>
            <input type="hidden" name="id" value={wish.id} />
            <input type="hidden" name="verdict" value="agree" />
            <Button>Agree: send it there</Button>
          </form>
          <form method="post" action={action}>
            <input type="hidden" name="id" value={wish.id} />
            <input type="hidden" name="verdict" value="refuse" />
            <TextArea
              name="reason"
              label="Why it is not sent"
              hint="The person reads this."
              rows={3}
              maxLength={2000}
            />
            <Button second>Refuse</Button>
          </form>
        </>
      ) : null}
    </section>
  );
}
