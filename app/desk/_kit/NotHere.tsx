import type { Staff } from "#app/_auth/staff.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { Frame } from "./Frame.tsx";

/**
 * What is loaded, or null where there is no such thing for this reader. The page then says so itself: the
 * framework's own way to say "not found" draws nothing without scripts.
 */
export async function orNull<T>(loading: Promise<T>): Promise<T | null> {
  try {
    return await loading;
  } catch (error) {
    if (error instanceof HabeasError && (error.code === "not_found" || error.code === "forbidden"))
      return null;
    throw error;
  }
}

/** The same words for what does not exist and for what this reader may not see. */
export function NotHere({ staff }: { staff: Staff }) {
  return (
    <Frame title="Not here" staff={staff} back={{ href: "/desk", words: "Queue" }}>
      <h1>There is nothing here, or it is not yours to see</h1>
      <p>
        Look at the reference again, or search for it in <a href="/desk">the queue</a>. If you should see it,
        ask the privacy officer.
      </p>
    </Frame>
  );
}
