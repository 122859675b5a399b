import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { Messages } from "#app/desk/_messages/Messages.tsx";
import { fillTemplate, languageOfRequest } from "#lib/notice/message/fill.ts";

type Props = {
  params: Promise<{ ref: string }>;
  searchParams: Promise<{ template?: string | string[] }>;
};

/** The messages of one request alone, with the words of a template in the box where one was chosen. */
export default async function MessagesPage({ params, searchParams }: Props) {
  const reference = referenceFrom((await params).ref);
  const { template } = await searchParams;
  const id = typeof template === "string" ? template : "";
  const { staff, known, filled } = await made("/desk", async () => {
    const staff = await requireStaff();
    const known = await orNull(languageOfRequest(staff, reference));
    const filled = known === null || id === "" ? null : await orNull(fillTemplate(staff, reference, id));
    return { staff, known, filled };
  });
  if (known === null) return <NotHere staff={staff} />;
  const begun = filled
    ? {
        subject: filled.subject,
        text: filled.text,
        how: "mail" as const,
        template: { id, version: filled.version },
      }
    : {};
  return (
    <Frame
      title={`Messages, ${reference}`}
      staff={staff}
      back={{ href: requestAddress(reference), words: reference }}
    >
      <NoticeBox notice={await readNotice()} />
      <h1>
        Messages about <span className="mono">{reference}</span>
      </h1>
      {id !== "" && filled === null ? (
        <p role="alert">There are no words of this template in the person&rsquo;s language yet.</p>
      ) : null}
      <Messages reference={reference} staff={staff} begun={begun} />
    </Frame>
  );
}
