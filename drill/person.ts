import { setTimeout as wait } from "node:timers/promises";
import type { Mailbox } from "#demo/world/mailbox.ts";

/** A request that somebody has filed: the portal has told them its reference. */
export type Filed = { reference: string; email: string };

type Answer = { status: number; place: string; text: string };

/** Somebody with a browser that keeps cookies, who tries again where a connection breaks or the portal is away. */
class Browser {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  async send(path: string, fields: Record<string, string> | null): Promise<Answer> {
    for (const giveUp = Date.now() + 60_000; ; await wait(250)) {
      const answer = await this.#once(path, fields).catch(() => null);
      if (answer && answer.status < 500) return answer;
      if (Date.now() > giveUp)
        throw new Error(`The portal answered ${answer?.status ?? "nothing"} for a minute.`);
    }
  }

  async #once(path: string, fields: Record<string, string> | null): Promise<Answer> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(this.#origin + path, {
      method: fields ? "POST" : "GET",
      headers: { origin: this.#origin, "sec-fetch-site": "same-origin", "accept-language": "en", cookie },
      ...(fields ? { body: new URLSearchParams(fields) } : {}),
      redirect: "manual",
      signal: AbortSignal.timeout(20_000),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/s);
      this.#cookies.set(name, value);
    }
    return { status: answer.status, place: answer.headers.get("location") ?? "", text: await answer.text() };
  }
}

/**
 * Files a request for a copy as the forms do, and proves the mailbox with the code from the mail. `told` is called as soon
 * as the portal has given the reference: from then on the request may not be lost.
 */
export async function askAndProve(
  origin: string,
  mail: Mailbox,
  email: string,
  told: (filed: Filed) => void,
): Promise<void> {
  const browser = new Browser(origin);
  await browser.send("/ask/who/send", { right: "access", who: "self" });
  await browser.send("/ask/where/send", { place: "IE" });
  await browser.send("/ask/you/send", { name: "Drill Person", email });
  await browser.send("/ask/what/send", { scope: "everything" });
  const check = await browser.send("/ask/check", null);
  const formKey = /name="formKey" value="([^"]+)"/.exec(check.text)?.[1] ?? "";
  const { place } = await browser.send("/ask/check/send", { formKey });
  const reference = /\/r\/([A-Z]{2,3}-\w{3}-\w{3})\/prove/.exec(place)?.[1];
  if (reference === undefined) throw new Error(`Filing led to ${place || "no place"}.`);
  told({ reference, email });
  const letter = await mail.waitFor(email, ({ subject }) => subject.startsWith("Your code for"), 120);
  const code = /\b(\d{4})\s?(\d{4})\b/.exec(letter.text);
  await browser.send(`/r/${reference}/prove/send`, { code: `${code?.[1]}${code?.[2]}` });
}
