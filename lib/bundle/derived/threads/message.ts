import type { FormAs } from "../formats/format.ts";
import { type Moment, momentOf } from "../moment.ts";
import type { FileLink } from "../record-files.ts";
import { cleanText, cutText, type Taken, textOf } from "../value.ts";

/** As much of a message as a page shows. */
const longestBody = 100_000;
const longestName = 300;

/** One message as a page shows it. */
export type Message = {
  at: Moment | null;
  /** The time as it was written, where it cannot be read. */
  atText: string | null;
  from: string | null;
  to: string | null;
  subject: string | null;
  body: string;
  isCut: boolean;
  thread: string | null;
  files: readonly FileLink[];
};

export function messageOf(taken: Taken, form: FormAs<"message">, files: readonly FileLink[]): Message {
  const short = (field: string | undefined) => {
    const text = textOf(taken, field);
    return text === null ? null : onOneLine(text) || null;
  };
  const atText = textOf(taken, form.at);
  const at = momentOf(atText);
  const body = textOf(taken, form.body) ?? "";
  return {
    at,
    atText: at === null && atText !== null ? onOneLine(atText) : null,
    from: short(form.from),
    to: short(form.to),
    subject: short(form.subject),
    body: cutText(body, longestBody),
    isCut: body.length > longestBody,
    thread: textOf(taken, form.thread),
    files,
  };
}

/** About how many bytes of memory a message takes. */
export function weightOf({ body, from, to, subject, thread, files }: Message): number {
  const letters = [body, from, to, subject, thread].reduce((sum, text) => sum + (text?.length ?? 0), 0);
  return 400 + letters * 2 + files.length * 100;
}

/** Without what would turn the words around it: a name stands in the middle of our sentences. */
function onOneLine(text: string): string {
  const plain = cleanText(cutText(text, longestName)).replace(
    /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g,
    "",
  );
  return plain.replace(/\s+/g, " ").trim();
}
