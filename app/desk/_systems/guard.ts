import { headers } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import { currentStaff, type Staff } from "#app/_auth/staff.ts";
import { cameFromOurPage } from "#app/_forms/origin.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";

/** Why nothing came of a form, for the page that shows it again with what was typed. */
export type Problem = { title: string; sentence: string };

/**
 * One form whose page comes back with an answer or with what was typed: somebody is signed in, the form is ours, the
 * use case decides. Like `act`, for forms that are too long to type twice.
 */
export async function answered<State>(
  failed: (problem: Problem) => State,
  run: (actor: Staff) => Promise<State>,
): Promise<State> {
  try {
    const actor = await currentStaff();
    if (!actor) redirect("/desk/sign-in");
    if (!cameFromOurPage({ headers: await headers() })) {
      return failed({
        title: "Nothing was done",
        sentence: "The form did not come from a page of this desk. Please send it again from here.",
      });
    }
    return await run(actor);
  } catch (error) {
    unstable_rethrow(error);
    if (error instanceof HabeasError) return failed({ title: "Nothing was done", sentence: error.message });
    log.error({ err: error }, "a form of the desk failed");
    return failed({
      title: "Something went wrong on our side",
      sentence: "Nothing was done, and nothing is lost. Send it again in a moment.",
    });
  }
}

/** A field's text as it was typed, at most a megabyte of it; empty where it was not sent. */
export function typedIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.replaceAll("\0", "").slice(0, 1_000_000) : "";
}
