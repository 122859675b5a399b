import type { Staff } from "#app/_auth/staff.ts";
import { lettersOf, listWaiting } from "#lib/dealing/outgoing/read.ts";
import { readThread } from "#lib/dealing/read.ts";
import { languageOfRequest } from "#lib/notice/message/fill.ts";
import { orNull } from "../_kit/NotHere.tsx";
import { Composer } from "./Composer.tsx";
import { Outbox } from "./Outbox.tsx";
import { Thread } from "./Thread.tsx";
import { type Writing, writingFor } from "./writing.ts";
import "#app/_ui/look/forms.css";
import "./messages.css";

/**
 * What the person and staff wrote to each other, what is on its way, and the box to answer. `begun`: what the box holds,
 * where somebody chose a template. Nothing for a role that sees no content.
 */
export async function Messages({
  reference,
  staff,
  begun = {},
}: {
  reference: string;
  staff: Staff;
  begun?: Partial<Pick<Writing, "subject" | "text" | "how" | "template">>;
}) {
  if (staff.role === "auditor") return null;
  const thread = await orNull(readThread(staff, reference));
  if (thread === null) return null;
  const { messages, draft, mayWrite } = thread;
  const [waiting, letters, language] = await Promise.all([
    listWaiting(staff, reference),
    lettersOf(staff, reference),
    languageOfRequest(staff, reference),
  ]);
  const writing = await writingFor(language, { text: draft, ...begun });
  const open = writing.text !== "" || messages.at(-1)?.mine === false;
  return (
    <section aria-labelledby="messages" className="messages-panel">
      <h2 id="messages">Messages</h2>
      {messages.length === 0 ? <p>Nobody has written yet.</p> : null}
      <Thread messages={messages} reference={reference} letters={letters} />
      <Outbox waiting={waiting} reference={reference} mayWrite={mayWrite} />
      {mayWrite ? (
        <details className="desk-write" open={open}>
          <summary data-key="m">{messages.length === 0 ? "Write to the person" : "Answer"}</summary>
          <Composer reference={reference} writing={writing} />
        </details>
      ) : null}
    </section>
  );
}
