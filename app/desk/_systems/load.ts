import { requireStaff, type Staff } from "#app/_auth/staff.ts";
import { made } from "#app/_forms/page.ts";
import { partFrom } from "#app/desk/_kit/address.ts";
import { orNull } from "#app/desk/_kit/NotHere.tsx";
import { readSystem, type SystemView } from "#lib/map/systems/read.ts";
import { allowed } from "#lib/staff/permissions.ts";

export type SystemProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** A system with the one who looks at it; `view` is null for those who may not see it and where there is none. */
export async function loadSystem(
  params: Promise<{ id: string }>,
): Promise<{ staff: Staff; view: SystemView | null; mayManage: boolean }> {
  const id = partFrom((await params).id);
  return made("/desk/systems", async () => {
    const staff = await requireStaff();
    const view = await orNull(readSystem(staff, id));
    return { staff, view, mayManage: allowed(staff.role, "manage_systems") };
  });
}

/** The newest version of a system, whether in force or not; null for what the file keeps. */
export const newestVersion = (view: SystemView): number | null => view.newest?.version ?? view.version;

/** What the newest version says. */
export const newestDefinition = (view: SystemView): Record<string, unknown> =>
  view.newest?.definition ?? view.definition;
