import fc from "fast-check";
import { takeOut } from "#app/_door/inbound.ts";
import { countViolations } from "#app/_door/violations.ts";
import { seenWords } from "#app/_forms/message-wrong.ts";
import { ownPath } from "#app/_forms/own-path.ts";
import { retryAfter } from "#connectors/http/wait.ts";
import { readAgentsList } from "#lib/behalf/list.ts";
import { readPublicKey, readSignature } from "#lib/bundle/signature/minisign.ts";
import { csvRow, wouldChange } from "#lib/core/csv.ts";
import { escapeHtml } from "#lib/core/escape-html.ts";
import { parseReference } from "#lib/core/reference.ts";
import { textOfHtml } from "#lib/dealing/reply/html-text.ts";
import { withoutQuotes } from "#lib/dealing/reply/quotes.ts";
import { canonicalIdentifier, canonicalMailbox, canonicalPhone } from "#lib/identity/canonical.ts";
import { dateOf } from "#lib/identity/likeness/birth-date.ts";
import { parseQuery, queryText } from "#lib/queue/language.ts";
import { judgeEffort, newEffortToken } from "#lib/request/effort/token.ts";
import { hostileJson, hostileText, mutatedText } from "../inputs.ts";
import { type Target, target } from "../target.ts";

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

const effortKey = Buffer.alloc(32, 7);
const effort = newEffortToken(effortKey, "form", new Date(0));
const minisignKey = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
const minisignature = `untrusted comment: x\nRUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=\ntrusted comment: y\ny/rUw2y8/hOUYjZU71eHp/Wo1KZ40fGy2VJEDl34XMJM+TX48Ss/17u3IvIfbVR1FkZZSNCisQbuQY+bHwhEBg==\n`;
const mailboxes = [
  "dana@example.com",
  "a.b+c@sub.example.org",
  "x@xn--bcher-kva.example",
  "DANA@Example.COM",
];

/** Words that people type into forms, addresses and searches. */
export const words: Target[] = [
  target({
    name: "TM-09 the e-mail rule",
    inputs: fc.oneof(mutatedText(mailboxes), hostileText),
    take(typed) {
      const mailbox = canonicalMailbox(typed);
      if (mailbox === null) return;
      must(canonicalMailbox(mailbox) === mailbox, "what is canonical is not its own canonical form");
      must(
        /^[\x21-\x7e]+$/.test(mailbox) && !/[",;<>()[\]\\:\s]/.test(mailbox),
        "a mailbox holds what none may",
      );
      must(mailbox.split("@").length === 2 && mailbox.length <= 254, "a mailbox of two addresses");
    },
  }),
  target({
    name: "phone numbers",
    inputs: fc.tuple(hostileText, fc.option(hostileText, { nil: undefined })),
    take: ([typed, place]) => canonicalPhone(typed, place),
  }),
  target({
    name: "identifiers",
    inputs: fc.tuple(
      fc.oneof(fc.constantFrom("email", "phone", "customer_number", "__proto__"), hostileText),
      hostileText,
    ),
    take: ([kind, value]) => canonicalIdentifier(kind, value),
  }),
  target({
    name: "references",
    inputs: fc.oneof(mutatedText(["LK-7K4-2QD", "lk 7k4 2qd"]), hostileText),
    take: parseReference,
  }),
  target({
    name: "the language of the desk's list",
    inputs: fc.oneof(
      mutatedText(["state:open owner:me -right:access due:<7d okafor", 'q:"two words" is:late']),
      hostileText,
    ),
    take(text) {
      const query = parseQuery(text);
      parseQuery(queryText(query));
    },
  }),
  target({
    name: "days of birth",
    inputs: fc.oneof(mutatedText(["1984-02-29", "29.02.1984", "2/29/84"]), hostileText),
    take: dateOf,
  }),
  target({
    name: "lists of agents",
    inputs: mutatedText([
      "name,email,right,place,reference\nDana Okafor,dana@example.com,access,IE,A1\n",
      "name;email;right;place\nx;y@example.org;erasure;FR\n",
    ]),
    take: (text) => readAgentsList(text, "agent@example.org"),
  }),
  target({
    name: "public keys and signatures of bundles",
    inputs: mutatedText([minisignKey, minisignature]),
    take: (text) => [readPublicKey(text), readSignature(text)],
  }),
  target({
    name: "ADV-19 work before sending",
    inputs: fc.tuple(mutatedText([effort]), hostileText, hostileText),
    take: ([token, formKey, answer]) => judgeEffort(effortKey, { token, formKey, answer }, new Date(90_000)),
  }),
  target({
    name: "TM-51 where a form may lead",
    inputs: fc.oneof(
      mutatedText(["/r/LK-7K4-2QD/download", "//evil.example", "/\\evil.example"]),
      hostileText,
    ),
    take(path) {
      const kept = ownPath(path);
      must(
        kept === null ||
          new URL(kept, "https://privacy.example.com").origin === "https://privacy.example.com",
        "a path leads elsewhere",
      );
    },
  }),
  target({
    name: "TM-25 cells of spreadsheets",
    inputs: fc.array(fc.oneof(hostileText, hostileJson), { maxLength: 5 }),
    take(cells) {
      const row = csvRow(cells);
      must(row.endsWith("\r\n"), "a row has no end");
      for (const cell of cells) {
        if (typeof cell !== "string") continue;
        const written = csvRow([cell]).slice(1, -3).replaceAll('""', '"');
        must(!wouldChange(written) || written.startsWith("'"), "a cell would be calculated");
      }
    },
  }),
  target({
    name: "TM-26 text in pages",
    inputs: hostileText,
    take: (text) => must(!/[<>"']/.test(escapeHtml(text).replaceAll(/&[a-z0-9#]+;/g, "")), "markup passes"),
  }),
  target({ name: "words of a message", inputs: hostileText, take: seenWords }),
  target({
    name: "mails of markup",
    inputs: fc.oneof(
      mutatedText(["<html><body><p>Hello <b>you</b></p><blockquote>old</blockquote></body></html>"]),
      hostileText,
    ),
    take: textOfHtml,
  }),
  target({
    name: "quotes in mails",
    inputs: fc.oneof(
      mutatedText(["Yes.\n\nOn Monday, Hank wrote:\n> old\n> older\n", "-- \nDana"]),
      hostileText,
    ),
    take: withoutQuotes,
  }),
  target({
    name: "when to come again",
    inputs: fc.oneof(mutatedText(["120", "Wed, 21 Oct 2026 07:28:00 GMT"]), hostileText),
    take: (text) => retryAfter(text),
  }),
  target({ name: "TM-61 reports of browsers", inputs: hostileJson, take: (body) => countViolations(body) }),
  target({
    name: "headers from outside",
    inputs: fc.dictionary(hostileText, hostileText),
    take: (headers) => takeOut(headers, undefined),
  }),
];
