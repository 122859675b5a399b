import type { Staff } from "#app/_auth/staff.ts";
import { log } from "#lib/core/log.ts";
import { readCounts } from "#lib/queue/counts.ts";
import { builtInViews } from "#lib/queue/views.ts";
import { queueAddress } from "../_queue/address.ts";
import { savedViewsFor } from "../_queue/views/saved.ts";
import { SideList } from "./SideList.tsx";

/** The views of the queue in the side navigation, with how many requests each has. */
export async function Views({ staff, here }: { staff: Staff; here: string | null }) {
  // Counts that fail take no page with them.
  const counts = await readCounts(staff).catch((error: unknown) => {
    log.error({ err: error }, "the counts of the queue could not be read");
    return null;
  });
  const saved = await savedViewsFor(staff);
  return (
    <>
      <SideList
        links={builtInViews.map(({ view, title, query }, index) => ({
          href: queueAddress(query),
          words: title,
          count: counts?.[view] ?? null,
          here: here === view,
          hot: view === "overdue",
          ...(index === 0 ? { key: "g q" } : {}),
        }))}
      />
      <SideList
        title="Saved views"
        links={saved.map(({ id, name, query, count }) => ({
          href: queueAddress(query),
          words: name,
          count: count.requests,
          here: here === id,
        }))}
      />
    </>
  );
}
