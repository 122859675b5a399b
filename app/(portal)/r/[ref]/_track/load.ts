import { asker } from "#app/_auth/visitor.ts";
import { nothingHere } from "#app/_forms/page.ts";
import { readersText } from "#app/_text/reader.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { parseReference } from "#lib/core/reference.ts";
import { readDutyNotices, type SentNotice } from "#lib/notice/duty/read.ts";
import { track } from "#lib/request/track.ts";
import type { Tracking } from "#lib/request/views.ts";

/** The reference in the address, as we write it; an address that cannot be one leads nowhere. */
export async function referenceIn(params: Promise<{ ref: string }>): Promise<string> {
  return parseReference((await params).ref) ?? nothingHere();
}

/** The request as this browser may see it; null for a stranger and for a reference that does not exist, alike. */
export async function trackingFor(reference: string): Promise<Tracking | null> {
  try {
    return await track(await asker(), reference, (await readersText()).language);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "not_found") return null;
    throw error;
  }
}

/** What was written to the person, for whoever has proved whose mailbox it is; nothing for everybody else. */
export async function lettersFor(reference: string): Promise<SentNotice[]> {
  try {
    return await readDutyNotices(await asker(), reference);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "not_found") return [];
    throw error;
  }
}
