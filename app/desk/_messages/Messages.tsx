import { randomUUID } from "node:crypto";
import type { Staff } from "#app/_auth/staff.ts";
import { sizeOf } from "#app/_text/dates.ts";
import { Button } from "#app/_ui/Button.tsx";
import { describedBy, Field } from "#app/_ui/Field.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import { TextArea } from "#app/_ui/TextField.tsx";
import { acceptedFiles, mostFiles } from "#lib/dealing/media-type.ts";
import { type Message, readThread } from "#lib/dealing/read.ts";
import { requestAddress } from "../_kit/address.ts";
import { Moment } from "../_kit/Moment.tsx";
import { orNull } from "../_kit/NotHere.tsx";
import { counted } from "../_kit/words.ts";
import "./messages.css";

const abouts: Record<Message["kind"], string> = {
  message: "",
  detail: "added a detail: look again by hand",
  change: "changed what was noted",
  narrow: "wants less",
};

/** What the person and staff wrote to each other, and the box to answer. Nothing for a role that sees no content. */
export async function Messages({ reference, staff }: { reference: string; staff: Staff }) {
  if (staff.role === "auditor") return null;
  const thread = await orNull(readThread(staff, reference));
  if (thread === null) return null;
  const { messages, draft, mayWrite } = thread;
  return (
    <section aria-labelledby="messages">
      <h2 id="messages">Messages</h2>
      {messages.length === 0 ? <p>Nobody has written yet.</p> : null}
      <ol className="desk-thread">
        {messages.map((one) => (
          <Entry key={one.id} message={one} reference={reference} />
        ))}
      </ol>
      {mayWrite ? (
        <details className="desk-write" open={draft !== "" || messages.at(-1)?.mine === false}>
          <summary>{messages.length === 0 ? "Write to the person" : "Answer"}</summary>
          <WriteForm reference={reference} draft={draft} />
        </details>
      ) : null}
    </section>
  );
}

function Entry({ message, reference }: { message: Message; reference: string }) {
  const { number, mine, writer, kind, text, at, seen, files } = message;
  return (
    <li id={`message-${number}`} className={mine ? "desk-message desk-message-ours" : "desk-message"}>
      <p className="faint">
        <bdi>{mine ? writer || "Staff" : "The person"}</bdi> {abouts[kind]} <Moment at={at} />{" "}
        {seen ? null : <Tag tone="harbour">New</Tag>}
      </p>
      <p className="desk-message-text" dir="auto">
        {text}
      </p>
      {files.length > 0 ? (
        <ul aria-label={counted(files.length, "file", "files")}>
          {files.map((file) => (
            <li key={file.id}>
              <a href={requestAddress(reference, `/messages/file/${file.id}`)}>
                <bdi>{file.name}</bdi>
              </a>
              , {sizeOf(file.size, "en")}
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function WriteForm({ reference, draft }: { reference: string; draft: string }) {
  const files = {
    name: "files",
    label: "Files",
    hint: `Up to ${mostFiles}, each up to 8 MB: PDF, picture or plain text.`,
    error: undefined,
  };
  return (
    <form
      action={requestAddress(reference, "/messages/send")}
      method="post"
      encType="multipart/form-data"
      className="desk-form"
    >
      <input type="hidden" name="once" value={randomUUID()} />
      <TextArea
        name="text"
        label="To the person"
        hint="They get a mail that says only that there is a message. They read it on their page."
        rows={5}
        defaultValue={draft}
      />
      <Field {...files}>
        <input
          type="file"
          id="files"
          name="files"
          multiple
          accept={acceptedFiles}
          aria-describedby={describedBy(files)}
        />
      </Field>
      <Button small>Send the message</Button>
    </form>
  );
}
