import { requireStaff } from "#app/_auth/staff.ts";
import { made } from "#app/_forms/page.ts";
import { Tag } from "#app/_ui/Tag.tsx";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { counted } from "#app/desk/_kit/words.ts";
import { dayInWords } from "#lib/core/day.ts";
import { companyToday } from "#lib/map/today.ts";
import { ownersTasks } from "#lib/rectification/owner.ts";

/** What a system's owner is asked: the same questions as behind the links in their mails. */
export default async function TasksPage() {
  const { staff, tasks } = await made("/desk/tasks", async () => {
    const staff = await requireStaff();
    return { staff, tasks: await orNull(ownersTasks(staff)) };
  });
  if (!tasks) return <NotHere staff={staff} />;
  const today = companyToday();
  return (
    <Frame title="Your tasks" staff={staff} here="/desk/tasks">
      <header className="own-tasks-head">
        <h1>Your tasks</h1>
        <p>
          {tasks.length === 0
            ? "Nothing is asked of you. When somebody asks about their data in a system of yours, it stands here."
            : counted(tasks.length, "question waits for you.", "questions wait for you.")}
        </p>
      </header>
      {tasks.length === 0 ? null : (
        <ul className="own-tasks">
          {tasks.map((one) => (
            <li key={one.id}>
              <span>
                <a href={`/desk/tasks/${one.id}`}>{one.title}</a>
                <br />
                <span className="faint">
                  {one.systemTitle}, request {one.reference}
                </span>
              </span>
              <span>
                by {dayInWords(one.dueDay, "en")}
                <br />
                {one.dueDay < today ? (
                  <Tag tone="brick">Late</Tag>
                ) : one.opened ? (
                  <Tag tone="ochre">Opened, not answered</Tag>
                ) : (
                  <Tag tone="harbour">New</Tag>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Frame>
  );
}
