import PostalMime, { type Address, type Attachment, type Email } from "postal-mime";
import { environment } from "#lib/config/environment.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { SentFile } from "../keep-files.ts";
import { textOfHtml } from "./html-text.ts";
import { withoutQuotes } from "./quotes.ts";
import { tokensIn } from "./thread.ts";

/** What we read of a mail that came in. `machine`: why it is no answer of a person; null where it may be one. */
export type Incoming = {
  tokens: string[];
  from: string;
  messageId: string;
  text: string;
  files: SentFile[];
  machine: "auto_reply" | "list" | "report" | "loop" | null;
};

/** Boundaries within a mail: real ones have few, hostile ones many (security: resources of a parser). */
const limits = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024, forceRfc822Attachments: true } as const;

/**
 * Reads a mail as it came (RFC 5322). Its design, pictures of its design, and whatever it says about itself are left out.
 * Throws HabeasError `invalid` for what is no mail, or built to be endless.
 */
export async function parseMail(raw: Uint8Array): Promise<Incoming> {
  const mail = await PostalMime.parse(raw, limits).catch((): never => {
    throw new HabeasError("invalid", "That is no mail that we can read.");
  });
  const written = mail.text?.trim() ? mail.text : textOfHtml(mail.html ?? "");
  return {
    tokens: tokensIn(sentTo(mail)),
    from: mailboxes([mail.from])[0] ?? "",
    messageId: mail.messageId ?? "",
    text: seen(withoutQuotes(seen(written))),
    files: mail.attachments.filter((one) => one.related !== true).map(fileOf),
    machine: machineIn(mail),
  };
}

const headersOf = (mail: Email, name: string): string[] =>
  mail.headers.filter(({ key }) => key === name).map(({ value }) => value.trim());

function mailboxes(addresses: readonly (Address | undefined)[]): string[] {
  return addresses.flatMap((one) =>
    one === undefined
      ? []
      : one.group
        ? one.group.map(({ address }) => address.toLowerCase())
        : [one.address.toLowerCase()],
  );
}

/** Where it was sent, by its header and by what servers on its way noted. */
function sentTo(mail: Email): string[] {
  const noted = ["delivered-to", "x-original-to", "envelope-to", "x-envelope-to"];
  const bare = noted.flatMap((name) => headersOf(mail, name)).map((one) => one.replaceAll(/[<>]/g, ""));
  return [...mailboxes([...(mail.to ?? []), ...(mail.cc ?? [])]), ...bare].slice(0, 200);
}

/** Whether a program wrote it (RFC 3834), or we did: nothing of that is an answer, and answering it goes round in circles. */
function machineIn(mail: Email): Incoming["machine"] {
  const first = (name: string) => (headersOf(mail, name)[0] ?? "").toLowerCase();
  if (/multipart\/report|message\/delivery-status/.test(first("content-type"))) return "report";
  if (mail.returnPath === "<>" || /^(mailer-daemon|postmaster)@/.test(mailboxes([mail.from])[0] ?? ""))
    return "report";
  const ours = [environment().HABEAS_MAIL_FROM, environment().HABEAS_REPLY_ADDRESS ?? ""];
  if (mailboxes([mail.from, mail.sender]).some((one) => ours.includes(one))) return "loop";
  if (headersOf(mail, "x-habeas").length > 0 || headersOf(mail, "received").length > 60) return "loop";
  if (first("list-id") !== "" || first("list-unsubscribe") !== "") return "list";
  const submitted = first("auto-submitted").split(";")[0]?.trim() ?? "";
  if (submitted !== "" && submitted !== "no") return "auto_reply";
  if (/^(bulk|junk|list|auto_reply)$/.test(first("precedence"))) return "auto_reply";
  const marks = ["x-autoreply", "x-autorespond", "x-auto-response-suppress"];
  return marks.some((name) => first(name) !== "") ? "auto_reply" : null;
}

function fileOf({ filename, content }: Attachment): SentFile {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : new Uint8Array(content);
  return { name: filename ?? "file", bytes };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what nobody can see is left out.
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

const seen = (text: string): string => text.replaceAll(unseen, "").replaceAll("\r\n", "\n").trim();
