import { asker } from "#app/_auth/visitor.ts";
import { cameFromOurPage } from "#app/_forms/origin.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { readForm } from "#app/_forms/read-form.ts";
import { readUpload } from "#app/task/upload.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { parseReference } from "#lib/core/reference.ts";
import { answerQuestion, keepAnswerDraft } from "#lib/request/clocks/answer-question.ts";
import { documentType, largestDocument } from "#lib/request/clocks/documents.ts";
import { readPersonClock } from "#lib/request/clocks/person-view.ts";
import type { WrongCode } from "../../wrong.ts";

type Context = { params: Promise<{ ref: string; id: string }> };
type Typed = { text: string; document: Uint8Array | null };

/** Letters of an answer at most. */
const longest = 4_000;

/** Takes the person's answer and goes back to the question, which then thanks, or says what is to be put right. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { ref, id } = await params;
  const reference = parseReference(ref);
  if (!reference) return seeOther("/nothing-here");
  const page = `/r/${reference}/question/${encodeURIComponent(id)}`;
  if (!cameFromOurPage(request)) return plainPage("foreign");
  try {
    const actor = await asker();
    // Nothing of a stranger's upload is read: who asks is looked at first.
    const { questions } = await readPersonClock(actor, reference);
    const question = questions.find((one) => one.id === id);
    if (!question || question.answered) return seeOther(page);
    const typed = question.mayUpload ? await withFile(request) : await withoutFile(request);
    if (typed === null) return plainPage("unreadable");
    if (typed === "large") return seeOther(`${page}?said=large`);
    const wrong = wrongWith(typed);
    if (wrong === null) {
      await answerQuestion(actor, reference, id, typed);
      return seeOther(page);
    }
    await keepAnswerDraft(actor, reference, id, typed.text);
    return seeOther(`${page}?said=${wrong}`);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "invalid") return seeOther(`${page}?said=characters`);
    // Answered in another window, or no longer theirs: the page says how it stands.
    if (error instanceof HabeasError) return seeOther(page);
    log.error({ err: error }, "the answer to a question failed");
    return plainPage("trouble", page);
  }
}

function wrongWith({ text, document }: Typed): WrongCode | null {
  if (document !== null && document.byteLength > largestDocument) return "large";
  if (document !== null && typeOf(document) === null) return "type";
  if (text.trim() === "" && document === null) return "missing";
  return text.trim().length > longest ? "long" : null;
}

function typeOf(document: Uint8Array): string | null {
  try {
    return documentType(document);
  } catch {
    return null;
  }
}

async function withoutFile(request: Request): Promise<Typed | null> {
  const form = await readForm(request);
  return form.ok ? { text: clean(form.values.text ?? ""), document: null } : null;
}

async function withFile(request: Request): Promise<Typed | "large"> {
  try {
    const form = await readUpload(request);
    const [text, file] = [form.get("text"), form.get("document")];
    const sent = file instanceof File && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : null;
    return { text: clean(typeof text === "string" ? text : ""), document: sent };
  } catch (error) {
    if (error instanceof HabeasError && error.code === "invalid") return "large";
    throw error;
  }
}

const clean = (text: string) => text.replaceAll("\0", "").replaceAll("\r\n", "\n");
