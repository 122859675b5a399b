import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { savedViewsFor } from "#app/desk/_queue/views/saved.ts";
import { ViewItem } from "#app/desk/_queue/views/ViewItem.tsx";
import { allowed } from "#lib/staff/permissions.ts";

/** The saved views that somebody sees, to rename, order and delete. */
export default async function ViewsPage() {
  const { staff, views } = await made("/desk/views", async () => {
    const staff = await requireStaff();
    return { staff, views: allowed(staff.role, "see_requests") ? await savedViewsFor(staff) : null };
  });
  if (views === null) return <NotHere staff={staff} />;
  return (
    <Frame title="Saved views" staff={staff} back={{ href: "/desk", words: "Queue" }}>
      <h1>Saved views</h1>
      <NoticeBox notice={await readNotice()} />
      {views.length === 0 ? (
        <p>There are none yet. Filter the queue, then press “Save view” there.</p>
      ) : (
        <ul className="view-list">
          {views.map((view) => (
            <ViewItem key={view.id} view={view} />
          ))}
        </ul>
      )}
    </Frame>
  );
}
