import { momentOf } from "../moment.ts";
import { cutText, digest, type StableNames, type Taken, textOf } from "../value.ts";
import type { FormAs, Format } from "./format.ts";
import { addressHeader, dateHeader, senderLine, textHeader } from "./mail-header.ts";
import { quotedPrintable } from "./quoted-printable.ts";

/** A header holds no more than this of a text: a longer one is cut, and the record counts as odd. */
const longestHeader = 2000;

/**
 * An mbox of messages (RFC 4155, read alike as mboxo, mboxrd and mboxcl): one message of RFC 5322 a record, its text as
 * quoted-printable, so that no line is long, none begins with `From ` and no control character stands in the open.
 */
export function mbox(form: FormAs<"message">, names: StableNames): Format {
  const entry = (taken: Taken) => {
    const [from, to, subject] = [form.from, form.to, form.subject].map((field) => textOf(taken, field));
    const at = textOf(taken, form.at);
    const moment = momentOf(at);
    const thread = textOf(taken, form.thread);
    const cut = (text: string | null | undefined) => cutText(text ?? "", longestHeader);
    const text = [
      senderLine(moment),
      addressHeader("From", cut(from)),
      to === null ? "" : addressHeader("To", cut(to)),
      subject === null ? "" : textHeader("Subject", cut(subject)),
      moment === null ? "" : dateHeader(moment),
      `Message-ID: <${names.of(taken)}@habeas.invalid>\n`,
      thread === null ? "" : `References: <${digest(`thread/${thread}`)}@habeas.invalid>\n`,
      "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n",
      quotedPrintable(textOf(taken, form.body) ?? ""),
      "\n\n",
    ].join("");
    const long = [from, to, subject].some((one) => (one?.length ?? 0) > longestHeader);
    return { text, odd: long || (at !== null && moment === null) };
  };
  return { name: "mbox", extension: "mbox", head: "", between: "", tail: () => "", entry };
}
