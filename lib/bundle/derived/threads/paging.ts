import type { Conversation } from "./conversation.ts";
import { type Message, weightOf } from "./message.ts";

/** What stands on one page at most: enough to read on, little enough to open on a phone. */
export const messagesOfPage = 500;
const bytesOfPage = 2 * 1024 * 1024;
/** More conversations than this share pages, or the folder would drown in files. */
const mostOwnPages = 300;

/** Part of a conversation as it stands on a page. `of` counts its parts. */
export type Part = { conversation: number; part: number; of: number; messages: Message[] };

/** Collects messages for a page, and says when it is full. */
export class PageFill {
  #bytes = 0;
  #messages = 0;

  /** False where the message belongs on a new page, which it then begins. */
  takes(message: Message): boolean {
    const bytes = weightOf(message);
    const fits =
      this.#messages === 0 || (this.#messages < messagesOfPage && this.#bytes + bytes <= bytesOfPage);
    this.#bytes = fits ? this.#bytes + bytes : bytes;
    this.#messages = fits ? this.#messages + 1 : 1;
    return fits;
  }

  begin(): void {
    this.#bytes = 0;
    this.#messages = 0;
  }
}

/** Pages of conversations in their order: each its own page or pages, or, of very many, several on a page. */
export function pagesOf(conversations: readonly Conversation[]): Part[][] {
  const apart = conversations.length <= mostOwnPages;
  const pages: Part[][] = [];
  const fill = new PageFill();
  conversations.forEach(({ messages }, conversation) => {
    let part: Part | null = null;
    const parts: Part[] = [];
    if (apart) fill.begin();
    for (const message of messages) {
      const fits = fill.takes(message);
      if (part === null || !fits) {
        part = { conversation, part: parts.length + 1, of: 0, messages: [] };
        parts.push(part);
        const last = pages.at(-1);
        if (last === undefined || !fits || (apart && part.part === 1)) pages.push([part]);
        else last.push(part);
      }
      part.messages.push(message);
    }
    for (const one of parts) one.of = parts.length;
  });
  return pages;
}
