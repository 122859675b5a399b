import { isoOf, type Moment } from "../moment.ts";
import { cleanText } from "../value.ts";

const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Octets of UTF-8 in one encoded word of RFC 2047, which has at most 75 letters. */
const octetsOfWord = 39;

/** A header with free text: plain where it is short and harmless, else encoded words. A line end cannot get through. */
export function textHeader(name: string, text: string): string {
  return `${name}: ${phrase(text)}\n`;
}

/**
 * Who a message is from or to. What is no mail address becomes the name of one that leads nowhere (RFC 2606), because the
 * format has no sender without an address.
 */
export function addressHeader(name: string, text: string): string {
  const plain = cleanText(text).replace(/\s+/g, " ").trim();
  const [, named, inside] = /^(.{0,400}?)\s?<([^<>\s]{3,254})>$/u.exec(plain) ?? [];
  const address = isAddress(inside ?? plain) ? (inside ?? plain) : null;
  const called = address === null ? plain || "unknown" : (named ?? "").replace(/^"(.*)"$/, "$1");
  const place = `<${address ?? "nobody@habeas.invalid"}>`;
  const said = called === "" ? "" : phrase(called);
  if (said === "") return `${name}: ${address}\n`;
  const isShort = name.length + said.length + place.length < 72 && !said.includes("\n");
  return `${name}: ${said}${isShort ? " " : "\n "}${place}\n`;
}

const isAddress = (text: string) =>
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/.test(
    text,
  ) && text.length <= 254;

/** Words of letters, digits and a few harmless marks; anything else as encoded words, folded. */
function phrase(text: string): string {
  const clean = cleanText(text).replace(/\s+/g, " ").trim();
  if (/^[A-Za-z0-9][A-Za-z0-9 '!?/*+_-]{0,59}$/.test(clean)) return clean;
  const words: string[] = [];
  let piece = "";
  let octets = 0;
  for (const letter of clean) {
    const size = Buffer.byteLength(letter);
    if (octets + size > octetsOfWord) {
      words.push(piece);
      piece = "";
      octets = 0;
    }
    piece += letter;
    octets += size;
  }
  words.push(piece);
  return words.map((word) => `=?utf-8?B?${Buffer.from(word).toString("base64")}?=`).join("\n ");
}

/** `Date: Tue, 04 Mar 2025 10:20:30 +0000`; `-0000` where nobody knows the offset (RFC 5322, 3.3). */
export function dateHeader(moment: Moment): string {
  const { day, date, month, year, time } = partsOf(moment);
  const offset = moment.kind === "instant" ? "+0000" : "-0000";
  return `Date: ${day}, ${date} ${month} ${year} ${time} ${offset}\n`;
}

/** The line that begins a message in an mbox: no address, and 1970 where no time is known. */
export function senderLine(moment: Moment | null): string {
  const { day, date, month, year, time } = partsOf(moment ?? { kind: "instant", ms: 0 });
  return `From MAILER-DAEMON ${day} ${month} ${date.replace(/^0/, " ")} ${time} ${year}\n`;
}

function partsOf({ ms }: Moment) {
  const at = new Date(ms);
  const iso = isoOf({ kind: "local", ms });
  return {
    day: days[at.getUTCDay()] ?? "",
    date: iso.slice(8, 10),
    month: months[at.getUTCMonth()] ?? "",
    year: iso.slice(0, 4),
    time: iso.slice(11, 19),
  };
}
