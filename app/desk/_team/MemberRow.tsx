import { Button } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import { Moment } from "#app/desk/_kit/Moment.tsx";
import { counted, roleWords } from "#app/desk/_kit/words.ts";
import { allowed } from "#lib/staff/permissions.ts";
import type { Member } from "#lib/staff/sessions.ts";
import { Sessions } from "./Sessions.tsx";
import { scopeWords } from "./words.ts";

/** One member of staff: what they may do, since when they are away, and what is open for them. */
export function MemberRow({ member, mayManage, own }: { member: Member; mayManage: boolean; own: boolean }) {
  const { role, scope, sessions } = member;
  return (
    <li className="team-member" data-off={member.disabled ? "" : undefined}>
      <div className="team-who">
        <span className="team-initials" aria-hidden="true">
          {member.initials}
        </span>
        <div>
          <h3>{member.name}</h3>
          <p className="faint">{member.email}</p>
        </div>
      </div>
      <div className="team-role">
        <p>
          {roleWords[role]}
          <br />
          <span className="faint">{scopeWords(scope, allowed(role, "see_requests"))}</span>
        </p>
        <p className="team-tags">
          {member.disabled ? <Tag tone="brick">No access</Tag> : null}
          {allowed(role, "approve") && !member.disabled ? <Tag tone="moss">May approve</Tag> : null}
          {allowed(role, "see_findings") ? null : <Tag>Sees no personal data</Tag>}
        </p>
      </div>
      <div className="team-seen">
        <p>
          {member.lastSeen ? (
            <>
              <span className="faint">Last seen</span> <Moment at={member.lastSeen} />
            </>
          ) : (
            <span className="faint">Not seen yet</span>
          )}
        </p>
        {sessions.length > 0 ? (
          <details>
            <summary>{counted(sessions.length, "session is open", "sessions are open")}</summary>
            <Sessions sessions={sessions} back="team" mayEnd={mayManage || own} />
          </details>
        ) : null}
      </div>
      <div className="team-act">
        {mayManage && !own ? (
          <form action="/desk/team/act" method="post">
            <input type="hidden" name="act" value={member.disabled ? "enable" : "disable"} />
            <input type="hidden" name="back" value="team" />
            <input type="hidden" name="staff" value={member.id} />
            <Button
              second
              small
              aria-label={`${member.disabled ? "Give access back" : "Take access away"}: ${member.name}`}
            >
              {member.disabled ? "Give access back" : "Take access away"}
            </Button>
          </form>
        ) : null}
      </div>
    </li>
  );
}
