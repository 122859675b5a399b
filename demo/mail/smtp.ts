import { SMTPServer } from "smtp-server";
import { type AnswerBox, handOn, isForAnswers } from "./hand-on.ts";
import type { Tray } from "./tray.ts";

/** The largest mail that is taken, in bytes. */
const LARGEST = 25_000_000;

/** A mail server for this computer only. It takes everything for everybody, and hands on only what is for `answers`. */
export function smtpFor(tray: Tray, answers: AnswerBox | null = null): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    size: LARGEST,
    banner: "Larkspur demo mail tray",
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("error", done);
      stream.on("end", () => {
        if (stream.sizeExceeded) return done(new Error("The mail is too large for the tray"));
        const from = session.envelope.mailFrom === false ? "" : session.envelope.mailFrom.address;
        const to = session.envelope.rcptTo.map((one) => one.address);
        // The sender is told "accepted" only when the mail is on disk.
        const raw = Buffer.concat(chunks);
        const handed =
          answers !== null && isForAnswers(answers, to) ? handOn(answers, raw) : Promise.resolve();
        handed
          .then(() => tray.accept({ from, to }, raw))
          .then(
            () => done(),
            (error: Error) => done(error),
          );
      });
    },
  });
}
