import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import PostalMime from "postal-mime";

/** A mail as the tray shows it. */
export type TrayMessage = {
  id: string;
  /** The addresses it was handed in for, lower-case (the envelope, not the header). */
  to: string[];
  from: string;
  /** Where an answer goes; empty where the mail does not say. */
  replyTo: string;
  subject: string;
  receivedAt: string;
  text: string;
  html: string;
  attachments: { name: string; type: string; bytes: number }[];
};

/** Every mail that was sent, kept as files, so that a restart loses none. */
export type Tray = {
  accept(envelope: { to: string[]; from: string }, raw: Buffer): Promise<TrayMessage>;
  /** Newest first; all of them, or those to one address. */
  list(to?: string): TrayMessage[];
  get(id: string): TrayMessage | undefined;
};

/** Opens the tray in a folder, which is made when it is missing. */
export function openTray(folder: string): Tray {
  mkdirSync(folder, { recursive: true });
  const messages = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as TrayMessage);
  let last = 0;
  return {
    accept: async (envelope, raw) => {
      const parsed = await PostalMime.parse(raw);
      // Ids sort by time of arrival, also within one millisecond.
      last = Math.max(last + 1, Date.now());
      const id = `${last}-${randomBytes(4).toString("hex")}`;
      const message: TrayMessage = {
        id,
        to: envelope.to.map((address) => address.toLowerCase()),
        from: parsed.from?.address ?? envelope.from,
        replyTo: parsed.replyTo?.[0]?.address ?? "",
        subject: parsed.subject ?? "",
        receivedAt: new Date(last).toISOString(),
        text: parsed.text ?? "",
        html: parsed.html ?? "",
        attachments: parsed.attachments.map((one) => ({
          name: one.filename ?? "file",
          type: one.mimeType,
          bytes: typeof one.content === "string" ? Buffer.byteLength(one.content) : one.content.byteLength,
        })),
      };
      writeFileSync(join(folder, `${id}.eml`), raw);
      writeFileSync(join(folder, `${id}.new`), JSON.stringify(message));
      renameSync(join(folder, `${id}.new`), join(folder, `${id}.json`));
      messages.push(message);
      return message;
    },
    list: (to) =>
      messages.filter((one) => to === undefined || one.to.includes(to.toLowerCase())).toReversed(),
    get: (id) => messages.find((one) => one.id === id),
  };
}
