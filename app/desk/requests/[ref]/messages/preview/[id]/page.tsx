import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { partFrom, referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { counted } from "#app/desk/_kit/words.ts";
import { Looks } from "#app/desk/_messages/Looks.tsx";
import { SendForm } from "#app/desk/_messages/SendForm.tsx";
import { wayWords } from "#app/desk/_messages/words.ts";
import { languageOf, ownNames } from "#lib/core/languages.ts";
import { previewMessage } from "#lib/notice/message/preview.ts";
import { allowed } from "#lib/staff/permissions.ts";
import "#app/_ui/look/forms.css";
import "#app/desk/_messages/messages.css";

type Props = { params: Promise<{ ref: string; id: string }> };

/** A message as the person will get it. It can be sent from this page, and from no other. */
export default async function PreviewPage({ params }: Props) {
  const { ref, id: part } = await params;
  const reference = referenceFrom(ref);
  const { staff, preview } = await made("/desk", async () => {
    const staff = await requireStaff();
    return { staff, preview: await orNull(previewMessage(staff, reference, partFrom(part))) };
  });
  if (preview === null) return <NotHere staff={staff} />;
  const messages = requestAddress(reference, "/messages");
  const language = languageOf(preview.language);
  return (
    <Frame
      title={`Look at it first, ${reference}`}
      staff={staff}
      back={{ href: messages, words: "Messages" }}
    >
      <NoticeBox notice={await readNotice()} />
      <h1>Look at it first</h1>
      <p>
        This is what the person gets, in <strong lang={language}>{ownNames[language]}</strong>,{" "}
        {wayWords[preview.how].short}.
      </p>
      {preview.newer > 0 ? (
        <p className="preview-newer" role="alert">
          {counted(preview.newer, "message has", "messages have")} come since you began.{" "}
          <a href={`${messages}#messages`}>Read it first</a>, then look at yours again. Its words are in the
          box.
        </p>
      ) : null}
      <div className="preview">
        <Looks preview={preview} letter={`${messages}/letter/${preview.id}`} />
        <div className="preview-acts">
          {preview.state === "prepared" && allowed(staff.role, "work") ? (
            <SendForm preview={preview} messages={messages} />
          ) : (
            <p>This message is confirmed. See where it stands in the thread.</p>
          )}
          <p>
            <a href={`${messages}#messages`}>Change the words</a>
          </p>
        </div>
      </div>
    </Frame>
  );
}
