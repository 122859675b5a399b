import { asker } from "#app/_auth/visitor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { type Recourse, recourseOf } from "#lib/request/about-view.ts";
import { type PersonsSister, sistersForPerson } from "#lib/request/sisters.ts";

/** How this browser may turn against an answer; null for a stranger. */
export async function recourseFor(reference: string): Promise<Recourse | null> {
  try {
    return await recourseOf(await asker(), reference);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "not_found") return null;
    throw error;
  }
}

/** What was asked together with a request, for whoever proved it. */
export async function sistersFor(reference: string): Promise<PersonsSister[]> {
  return sistersForPerson(await asker(), reference);
}
