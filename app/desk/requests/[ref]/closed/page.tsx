import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Button } from "#app/_ui/Button.tsx";
import { ActForm } from "#app/desk/_kit/ActForm.tsx";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { roleWords } from "#app/desk/_kit/words.ts";
import { readConfidants } from "#lib/request/need-to-know.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { listStaff } from "#lib/staff/sign-in.ts";

type Props = { params: Promise<{ ref: string }> };

/** Who may see a request: the team, or only people named. */
export default async function ClosedPage({ params }: Props) {
  const reference = referenceFrom((await params).ref);
  const { staff, named, others } = await made(requestAddress(reference, "/closed"), async () => {
    const staff = await requireStaff();
    const named = await orNull(readConfidants(staff, reference));
    const known = new Set(named?.people.map(({ id }) => id));
    return { staff, named, others: (await listStaff(staff)).filter(({ id }) => !known.has(id)) };
  });
  if (!named) return <NotHere staff={staff} />;
  const { closed, people } = named;
  const may = allowed(staff.role, "close_off");
  return (
    <Frame
      title={`Who may see ${reference}`}
      staff={staff}
      back={{ href: requestAddress(reference), words: reference }}
    >
      <NoticeBox notice={await readNotice()} />
      <h1>Who may see {reference}</h1>
      <p className="closed-lead">
        {closed
          ? "This request is closed: only the people named here see it, in any list, search or count. Its clocks run on."
          : "Everybody on the team sees this request, as far as their brands and places go."}
      </p>
      {people.length > 0 ? (
        <ul className="closed-people">
          {people.map(({ id, name }) => (
            <li key={id}>
              <span>{name}</span>
              {may ? (
                <ActForm reference={reference} path="/closed/act" act="remove" hidden={{ staff: id }}>
                  <Button second small aria-label={`Take ${name} off`}>
                    Take off
                  </Button>
                </ActForm>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {may ? (
        <>
          <ActForm reference={reference} path="/closed/act" act="name">
            <div className="field">
              <label htmlFor="staff">Name somebody who may see it</label>
              <select id="staff" name="staff" required defaultValue="">
                <option value="" disabled>
                  Choose
                </option>
                {others.map(({ id, name, role }) => (
                  <option key={id} value={id}>
                    {name}, {roleWords[role]}
                  </option>
                ))}
              </select>
            </div>
            <Button second>Name them</Button>
          </ActForm>
          <ActForm reference={reference} path="/closed/act" act={closed ? "open" : "close"}>
            <Button second={closed}>
              {closed ? "Open it to the team again" : "Close it to all but people named"}
            </Button>
          </ActForm>
          {closed ? null : (
            <p className="closed-lead">Whoever works on it, and you, are named when it is closed.</p>
          )}
        </>
      ) : (
        <p className="closed-lead">An officer of the privacy team can change this.</p>
      )}
    </Frame>
  );
}
