import { setTimeout as wait } from "node:timers/promises";
import type { TrayMessage } from "#demo/mail/tray.ts";

/** What tests and the stage ask the mail tray. */
export type Mailbox = {
  /** Newest first. */
  messagesTo(email: string): Promise<TrayMessage[]>;
  all(): Promise<TrayMessage[]>;
  get(id: string): Promise<TrayMessage | null>;
  /**
   * The newest mail to an address that fits, as soon as there is one.
   * @throws Error when none comes within `seconds` (30)
   */
  waitFor(email: string, fits?: (message: TrayMessage) => boolean, seconds?: number): Promise<TrayMessage>;
};

/** Talks to a mail tray at an address such as `http://127.0.0.1:4002`. */
export function mailboxAt(url: string): Mailbox {
  const ask = async (path: string): Promise<TrayMessage[]> => {
    const answer = await fetch(`${url}${path}`);
    if (!answer.ok) throw new Error(`The mail tray answered ${answer.status}`);
    return ((await answer.json()) as { messages: TrayMessage[] }).messages;
  };
  const messagesTo = (email: string) => ask(`/api/messages?to=${encodeURIComponent(email)}`);
  return {
    messagesTo,
    all: () => ask("/api/messages"),
    get: async (id) => {
      const answer = await fetch(`${url}/api/messages/${encodeURIComponent(id)}`);
      return answer.ok ? ((await answer.json()) as TrayMessage) : null;
    },
    waitFor: async (email, fits = () => true, seconds = 30) => {
      for (const giveUp = Date.now() + seconds * 1000; Date.now() < giveUp; await wait(150)) {
        const found = (await messagesTo(email)).find(fits);
        if (found !== undefined) return found;
      }
      throw new Error(`No such mail came within ${seconds} seconds`);
    },
  };
}
