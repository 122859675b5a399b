import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { counted } from "#app/desk/_kit/words.ts";
import { Groups } from "#app/desk/_team/Groups.tsx";
import { MemberRow } from "#app/desk/_team/MemberRow.tsx";
import { countUnreadGlass } from "#lib/request/break-glass.ts";
import { staffGroups } from "#lib/staff/groups.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { readTeam } from "#lib/staff/sessions.ts";

/** Who works here, as what, over which requests, and who may approve. */
export default async function TeamPage() {
  const { staff, team, unread } = await made("/desk/team", async () => {
    const staff = await requireStaff();
    return { staff, team: await orNull(readTeam(staff)), unread: await countUnreadGlass(staff) };
  });
  if (!team) return <NotHere staff={staff} />;
  const approve = team.filter((one) => !one.disabled && allowed(one.role, "approve")).length;
  const mayManage = allowed(staff.role, "manage_team");
  return (
    <Frame title="Team" staff={staff} back={{ href: "/desk", words: "Queue" }} here="/desk/team">
      <NoticeBox notice={await readNotice()} />
      <header className="log-head">
        <div>
          <h1>Team</h1>
          <p>
            {counted(team.length, "person has", "people have")} signed in here. {approve} may approve
            {approve < 2 ? ": two are needed for what the law weighs" : ""}.
          </p>
        </div>
        <p className="team-links">
          <a href="/desk/team/sessions">Your sessions</a>
          {allowed(staff.role, "break_glass") ? (
            <a href="/desk/team/glass">
              Break the glass{unread > 0 ? <span className="hot"> {unread} to read</span> : null}
            </a>
          ) : null}
        </p>
      </header>
      <ul className="team-list">
        {team.map((member) => (
          <MemberRow
            key={member.id}
            member={member}
            mayManage={mayManage}
            own={member.id === staff.staffId}
          />
        ))}
      </ul>
      <Groups groups={staffGroups()} />
    </Frame>
  );
}
