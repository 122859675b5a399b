import { redirect, unstable_rethrow } from "next/navigation";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { closed } from "./closed.ts";

/** Pages of the house's own people, owners and partners: they stay open while the portal is worked on. */
const goesOn = /^\/(desk|task|told)(\/|$)/;

/**
 * Makes a page, or leads to the page that says we are in trouble. Without this the framework answers a failure
 * with an empty page that only its scripts could fill, and none run here.
 */
export async function made<Page>(path: string, make: () => Promise<Page>): Promise<Page> {
  if (!goesOn.test(path) && (await closed())) redirect("/maintenance");
  try {
    return await make();
  } catch (error) {
    unstable_rethrow(error);
    // At the desk somebody's role is no trouble of ours: they are told so, and the queue leads to their own first page.
    if (path.startsWith("/desk") && error instanceof HabeasError && error.code === "forbidden") {
      // Loaded only here: pages of the portal carry nothing of the staff's sign-in.
      const { notePageRefused } = await import("#app/_auth/refused.ts");
      await notePageRefused(path);
      redirect(path === "/desk" ? "/desk/sign-in/on" : "/desk/not-yours");
    }
    log.error({ err: error }, "a page of the portal failed");
    redirect(`/trouble?again=${encodeURIComponent(path)}`);
  }
}

/** For an address that leads nowhere: the framework's own "not found" would be empty without scripts. */
export function nothingHere(): never {
  redirect("/nothing-here");
}
