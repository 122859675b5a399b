import type { Staff } from "#app/_auth/staff.ts";
import { queueAddress, views } from "../_queue/views.ts";
import { SideList } from "./SideList.tsx";

/** The views of the queue in the side navigation. */
export function Views({ here }: { staff: Staff; here: string | null }) {
  return (
    <SideList
      links={views.map(({ view, title }, index) => ({
        href: queueAddress(view, false),
        words: title,
        count: null,
        here: here === view,
        ...(index === 0 ? { key: "g q" } : {}),
      }))}
    />
  );
}
