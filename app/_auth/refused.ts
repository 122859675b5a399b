import { log } from "#lib/core/log.ts";
import { recordRefusal } from "#lib/staff/refused.ts";
import { currentStaff, type Staff } from "./staff.ts";

/** Writes down that an act was refused; where that cannot be written, they are refused all the same. */
export async function noteRefusal(actor: Staff, path: string): Promise<void> {
  try {
    await recordRefusal(actor, path);
  } catch (error) {
    log.error({ err: error }, "a refusal could not be written down");
  }
}

/** The same for a page that a member of staff may not see. */
export async function notePageRefused(path: string): Promise<void> {
  const staff = await currentStaff();
  if (staff) await noteRefusal(staff, path);
}
