import { signatureHeaders } from "#connectors/http/signed-message.ts";

/** Larkspur's mailbox for answers: what comes for it is handed on to the portal, as the program of a real mailbox does. */
export type AnswerBox = { address: string; portal: string; secret: string };

/** Whether a mail is for the mailbox for answers, whatever stands behind the `+`. */
export function isForAnswers(box: AnswerBox, to: readonly string[]): boolean {
  const at = box.address.lastIndexOf("@");
  const [head, tail] = [`${box.address.slice(0, at)}+`, box.address.slice(at)];
  return to.some((one) => one.toLowerCase().startsWith(head) && one.toLowerCase().endsWith(tail));
}

/** Hands a mail on as it came, signed. Throws where the portal does not take it, so that its sender tries again. */
export async function handOn(box: AnswerBox, raw: Buffer): Promise<void> {
  const answer = await fetch(new URL("/api/mail/reply", box.portal), {
    method: "POST",
    headers: { "content-type": "message/rfc822", ...signatureHeaders([box.secret], raw) },
    body: new Uint8Array(raw),
    signal: AbortSignal.timeout(20_000),
  });
  if (!answer.ok) throw new Error(`The portal answered ${answer.status}`);
}
