import { currentStaff, type Staff } from "#app/_auth/staff.ts";
import { readMessageForm } from "#app/_forms/message-form.ts";
import { seenWords } from "#app/_forms/message-wrong.ts";
import { leaveNotice } from "#app/_forms/notice.ts";
import { cameFromOurPage } from "#app/_forms/origin.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { keepDraft } from "#lib/dealing/drafts.ts";
import { readThread } from "#lib/dealing/read.ts";
import { writeMessage } from "#lib/dealing/write.ts";

type Context = { params: Promise<{ ref: string }> };

/** Takes what staff write to the person. What cannot be sent is kept in the box, with a sentence that says why. */
export async function POST(request: Request, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const page = requestAddress(reference);
  const actor = await currentStaff();
  if (!actor) return seeOther("/desk/sign-in");
  if (!cameFromOurPage(request)) return plainPage("foreign", page);
  try {
    await readThread(actor, reference);
    const form = await readMessageForm(request);
    if (form === null) return plainPage("unreadable", page);
    await send(actor, reference, seenWords(form.fields.text), form);
    await leaveNotice(page, {
      tone: "done",
      title: "The message is sent",
      sentence: "The person gets a mail that says that there is something to read.",
    });
  } catch (error) {
    if (!(error instanceof HabeasError)) {
      log.error({ err: error }, "a message of staff failed");
      return plainPage("trouble", page);
    }
    await leaveNotice(page, { tone: "problem", title: "The message was not sent", sentence: error.message });
  }
  return seeOther(`${page}#messages`);
}

async function send(
  actor: Staff,
  reference: string,
  text: string,
  { fields, files }: NonNullable<Awaited<ReturnType<typeof readMessageForm>>>,
): Promise<void> {
  try {
    if (files === "large")
      throw new HabeasError("invalid", "The files are too large. Each one may have up to 8 MB.");
    const onceKey = (fields.once ?? "").slice(0, 64);
    await writeMessage(actor, reference, { kind: "message", text, files, onceKey });
  } catch (error) {
    if (error instanceof HabeasError && error.code === "invalid")
      await keepDraft(actor, reference, "message", text);
    throw error;
  }
}
