import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { Sessions } from "#app/desk/_team/Sessions.tsx";
import { homeOf } from "#lib/staff/permissions.ts";
import { openSessions } from "#lib/staff/sessions.ts";

/** Where somebody is signed in themselves: one browser a line. */
export default async function SessionsPage() {
  const { staff, sessions } = await made("/desk/team/sessions", async () => {
    const staff = await requireStaff();
    return { staff, sessions: await openSessions(staff, staff.staffId) };
  });
  return (
    <Frame title="Your sessions" staff={staff} back={{ href: homeOf(staff.role), words: "Back" }} here={null}>
      <NoticeBox notice={await readNotice()} />
      <header className="log-head">
        <div>
          <h1>Where you are signed in</h1>
          <p>
            A session ends by itself after a quiet quarter of an hour, and after eight hours at the latest.
          </p>
        </div>
      </header>
      <Sessions sessions={sessions} back="sessions" mayEnd />
    </Frame>
  );
}
