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
import { prepareMessage } from "#lib/dealing/outgoing/prepare.ts";
import { readThread } from "#lib/dealing/read.ts";

type Context = { params: Promise<{ ref: string }> };

/** Takes what staff want to write and leads to how it will look. What cannot be shown is kept in the box, with the reason. */
export async function POST(request: Request, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const page = requestAddress(reference, "/messages");
  const actor = await currentStaff();
  if (!actor) return seeOther("/desk/sign-in");
  if (!cameFromOurPage(request)) return plainPage("foreign", page);
  try {
    await readThread(actor, reference);
    const form = await readMessageForm(request);
    if (form === null) return plainPage("unreadable", page);
    return seeOther(`${page}/preview/${await prepared(actor, reference, form)}`);
  } catch (error) {
    if (!(error instanceof HabeasError)) {
      log.error({ err: error }, "a message of staff could not be prepared");
      return plainPage("trouble", page);
    }
    await leaveNotice(page, {
      tone: "problem",
      title: "There is nothing to show yet",
      sentence: error.message,
    });
    return seeOther(`${page}#messages`);
  }
}

type Form = NonNullable<Awaited<ReturnType<typeof readMessageForm>>>;

async function prepared(actor: Staff, reference: string, { fields, files }: Form): Promise<string> {
  const text = seenWords(fields.text);
  if (files === "large") {
    await keepDraft(actor, reference, "message", text);
    throw new HabeasError("invalid", "The files are too large. Each one may have up to 8 MB.");
  }
  const [id, version] = (fields.template ?? "").split("/");
  const template = id && /^[0-9]{1,6}$/.test(version ?? "") ? { id, version: Number(version) } : null;
  return prepareMessage(actor, reference, {
    subject: seenWords(fields.subject),
    text,
    how: fields.how ?? "",
    template,
    files,
    onceKey: fields.once ?? "",
  });
}
