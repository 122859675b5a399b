import { asker } from "#app/_auth/visitor.ts";
import { closed } from "#app/_forms/closed.ts";
import { readMessageForm } from "#app/_forms/message-form.ts";
import { seenWords, wrongWith } from "#app/_forms/message-wrong.ts";
import { cameFromOurPage } from "#app/_forms/origin.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { parseReference } from "#lib/core/reference.ts";
import { keepDraft } from "#lib/dealing/drafts.ts";
import { readThread } from "#lib/dealing/read.ts";
import { writeMessage } from "#lib/dealing/write.ts";

/**
 * Takes what the person writes and goes back to its page, which then says that it is here, or what is to be put right; what
 * was typed is kept until it is sent. Of a stranger's upload nothing is read.
 */
export async function takeMessage(
  request: Request,
  params: Promise<{ ref: string }>,
  kind: "message" | "detail",
  page: string,
): Promise<Response> {
  const reference = parseReference((await params).ref);
  if (!reference) return seeOther("/nothing-here");
  const path = `/r/${reference}/${page}`;
  if (await closed()) return plainPage("maintenance");
  if (!cameFromOurPage(request)) return plainPage("foreign");
  try {
    const actor = await asker();
    await readThread(actor, reference);
    const form = await readMessageForm(request);
    if (form === null) return plainPage("unreadable");
    const text = seenWords(form.fields.text);
    const wrong = wrongWith(text, form.files);
    if (wrong !== null || form.files === "large") {
      await keepDraft(actor, reference, kind, text);
      return seeOther(`${path}?said=${wrong ?? "large"}`);
    }
    const onceKey = (form.fields.once ?? "").slice(0, 64);
    await writeMessage(actor, reference, { kind, text, files: form.files, onceKey });
    return seeOther(`/r/${reference}/messages?sent=yes`);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "too_many") return plainPage("tooMany");
    // No longer theirs, or destroyed: the page says how it stands.
    if (error instanceof HabeasError) return seeOther(path);
    log.error({ err: error }, "a message failed");
    return plainPage("trouble", path);
  }
}
