import { cleanText, cutText } from "../value.ts";
import type { Message } from "./message.ts";

/** Messages that belong together, in the order of time. */
export type Conversation = {
  /** What its messages were filed under; null for messages that were filed under nothing. */
  thread: string | null;
  /** What the first message with a subject says it is about. */
  subject: string | null;
  messages: Message[];
};

/** Conversations by when they began. Messages without a readable time stand last, in the order in which they came. */
export function conversationsOf(messages: readonly Message[]): Conversation[] {
  const byThread = new Map<string | null, Message[]>();
  for (const message of messages) {
    const same = byThread.get(message.thread);
    if (same === undefined) byThread.set(message.thread, [message]);
    else same.push(message);
  }
  return [...byThread]
    .map(([thread, own]) => {
      own.sort(byTime);
      return { thread, subject: own.find(({ subject }) => subject !== null)?.subject ?? null, messages: own };
    })
    .sort((one, other) => {
      const [first, second] = [one.messages[0], other.messages[0]];
      return first && second ? byTime(first, second) : 0;
    });
}

function byTime(one: Message, other: Message): number {
  if (one.at === null || other.at === null) return Number(one.at === null) - Number(other.at === null);
  return one.at.ms - other.at.ms;
}

/** Whoever wrote in it, at most a few. */
export function writersOf({ messages }: Conversation): string[] {
  const writers = new Set<string>();
  for (const { from } of messages) {
    if (from !== null) writers.add(cutText(from, 60));
    if (writers.size === 4) break;
  }
  return [...writers];
}

/** The first words of its first message. */
export function beginningOf({ messages }: Conversation): string {
  const text = cleanText(cutText(messages[0]?.body ?? "", 400))
    .replace(/\s+/g, " ")
    .trim();
  return text.length > 80 ? `${cutText(text, 80)}…` : text;
}
