import { asker } from "#app/_auth/visitor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { type Details, readDetails } from "#lib/dealing/change.ts";
import type { DraftPage } from "#lib/dealing/drafts.ts";
import { readAsked } from "#lib/dealing/narrow.ts";
import { opinionState } from "#lib/dealing/opinion.ts";
import { countMessages, readThread, type Thread } from "#lib/dealing/read.ts";
import { isMailReturned } from "#lib/notice/returned.ts";

/** What only the proven person sees; null for everybody else. */
async function ifTheirs<Found>(found: Promise<Found>): Promise<Found | null> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof HabeasError && error.code === "not_found") return null;
    throw error;
  }
}

export const threadFor = async (reference: string, page: DraftPage): Promise<Thread | null> =>
  ifTheirs(readThread(await asker(), reference, page));

export const detailsFor = async (reference: string): Promise<Details | null> =>
  ifTheirs(readDetails(await asker(), reference));

/** What the person asked for, as it stands. */
export const askedFor = async (reference: string): Promise<Awaited<ReturnType<typeof readAsked>> | null> =>
  ifTheirs(readAsked(await asker(), reference));

export const opinionFor = async (reference: string): Promise<"early" | "open" | "given" | null> =>
  ifTheirs(opinionState(await asker(), reference));

/** How many messages there are, and whether our newest mail to the person came back. */
export async function dealingsFor(
  reference: string,
): Promise<{ all: number; unseen: number; returned: boolean } | null> {
  const actor = await asker();
  const messages = await ifTheirs(countMessages(actor, reference));
  return messages && { ...messages, returned: await isMailReturned(actor, reference) };
}
