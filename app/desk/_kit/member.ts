import { cache } from "react";
import type { Staff } from "#app/_auth/staff.ts";
import { log } from "#lib/core/log.ts";
import { type Settings, settingsOf, usual } from "#lib/desk/settings.ts";

/** How the reader wants the desk, read once for a page. Where that cannot be read the desk is as the house has it. */
export const settingsFor = cache(async (staff: Staff): Promise<Settings> => {
  try {
    return await settingsOf(staff);
  } catch (error) {
    log.error({ err: error }, "settings of a member of staff could not be read");
    return usual;
  }
});
