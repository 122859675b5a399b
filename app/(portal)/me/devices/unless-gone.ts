import { HabeasError } from "#lib/core/errors.ts";

/** Waits for an ending; what is gone already is as good as ended. */
export async function unlessGone(ending: Promise<unknown>): Promise<void> {
  await ending.catch((error: unknown) => {
    if (!(error instanceof HabeasError && error.code === "not_found")) throw error;
  });
}
