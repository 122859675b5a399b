import { appendFileSync } from "node:fs";
import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import type { Tray, TrayMail } from "../world.ts";

/** Ends the connection of a session without a word. */
function hangUpOn(server: SMTPServer, id: string): void {
  const { connections } = server as unknown as {
    connections: Set<{ id: string; close(): void; _socket: Socket }>;
  };
  for (const one of connections) if (one.id === id) one._socket.resetAndDestroy();
}

/** A mail server for this machine only, which writes down each mail before it says that it has it. */
export async function openTray(ledger: string): Promise<Tray & { close(): Promise<void> }> {
  const tray: Tray = { port: 0, mails: [], ledger, mood: null };
  const hung = new Set<string>();
  // The fault is over when nobody is in a mood any more: whoever still hangs on the line is cut off then.
  const over = setInterval(() => {
    if (tray.mood !== null) return;
    for (const id of hung) hangUpOn(server, id);
    hung.clear();
  }, 100);
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    closeTimeout: 50,
    async onData(stream, session, done) {
      // Of a mail whose sender died in the middle nothing is taken.
      const raw = await text(stream).catch(() => null);
      if (raw === null) return;
      const to = session.envelope.rcptTo[0]?.address ?? "";
      const mood = tray.mood?.(to) ?? null;
      if (mood === "hang") return void hung.add(session.id);
      if (mood !== null && typeof mood === "object") {
        const refusal = Object.assign(new Error("not now"), { responseCode: mood.refuse });
        return done(refusal);
      }
      const parsed = await PostalMime.parse(raw);
      const mail: TrayMail = {
        at: Date.now(),
        to,
        subject: parsed.subject ?? "",
        messageId: parsed.messageId ?? "",
        text: parsed.text ?? "",
      };
      tray.mails.push(mail);
      appendFileSync(ledger, `${JSON.stringify(mail)}\n`);
      if (mood === "accept_and_drop") return hangUpOn(server, session.id);
      done();
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  tray.port = (server.server.address() as AddressInfo).port;
  return Object.assign(tray, {
    close: () => {
      clearInterval(over);
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}
