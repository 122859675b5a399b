import { sizeOf } from "#app/_text/dates.ts";
import { Tag } from "#app/_ui/Tag.tsx";
import type { Message } from "#lib/dealing/read.ts";
import { requestAddress } from "../_kit/address.ts";
import { Moment } from "../_kit/Moment.tsx";
import { counted } from "../_kit/words.ts";
import { aboutWords } from "./words.ts";

/** What was written, oldest first. `letters`: the ids of what can be printed again, by the number of the message. */
export function Thread({
  messages,
  reference,
  letters,
}: {
  messages: readonly Message[];
  reference: string;
  letters: ReadonlyMap<number, string>;
}) {
  return (
    <ol className="desk-thread">
      {messages.map((one) => (
        <Entry key={one.id} message={one} reference={reference} letter={letters.get(one.number)} />
      ))}
    </ol>
  );
}

type EntryProps = { message: Message; reference: string; letter: string | undefined };

function Entry({ message, reference, letter }: EntryProps) {
  const { number, mine, subject, text, files, leftOut } = message;
  return (
    <li id={`message-${number}`} className={mine ? "desk-message desk-message-ours" : "desk-message"}>
      <Who message={message} />
      {subject === "" ? null : (
        <p className="desk-message-subject" dir="auto">
          {subject}
        </p>
      )}
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
      {leftOut > 0 ? (
        <p className="faint">
          {counted(leftOut, "file of the mail was", "files of the mail were")} not taken: too large, too many,
          or of a kind that we do not open.
        </p>
      ) : null}
      {letter === undefined ? null : (
        <p className="faint">
          <a href={requestAddress(reference, `/messages/letter/${letter}`)}>The letter (PDF)</a>
        </p>
      )}
    </li>
  );
}

function Who({ message: { mine, writer, kind, at, seen, channel, own } }: { message: Message }) {
  const who = mine ? writer || "Staff" : own === false ? "Somebody" : "The person";
  return (
    <p className="desk-message-who">
      <bdi>{who}</bdi> {aboutWords[kind]} <Moment at={at} />{" "}
      {channel === "mail" && !mine ? <Tag tone="slate">By mail</Tag> : null}
      {channel === "post" ? <Tag tone="slate">By post</Tag> : null}{" "}
      {own === false ? <Tag tone="ochre">From another address, not the person&rsquo;s own</Tag> : null}{" "}
      {seen ? null : <Tag tone="harbour">New</Tag>}
    </p>
  );
}
