import { cache } from "react";
import type { Staff } from "#app/_auth/staff.ts";
import { log } from "#lib/core/log.ts";
import { listSavedViews, type SavedView } from "#lib/queue/saved-views.ts";

/** The saved views of a member of staff, read once for a page. Where they cannot be read the desk is without them. */
export const savedViewsFor = cache(async (staff: Staff): Promise<SavedView[]> => {
  try {
    return await listSavedViews(staff);
  } catch (error) {
    log.error({ err: error }, "saved views could not be read");
    return [];
  }
});
