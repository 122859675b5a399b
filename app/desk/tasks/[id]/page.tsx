import { requireStaff } from "#app/_auth/staff.ts";
import { made } from "#app/_forms/page.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { Correction, Question } from "#app/task/Question.tsx";
import { readHumanTask } from "#lib/fanout/human-task.ts";
import { readCorrectionTask } from "#lib/rectification/owner.ts";

type Props = { params: Promise<{ id: string }> };

/** One question to a system's owner. Opening it is noted, as behind a link. */
export default async function OwnersTaskPage({ params }: Props) {
  const { id } = await params;
  const path = `/desk/tasks/${encodeURIComponent(id)}`;
  const { staff, correction, question } = await made(path, async () => {
    const staff = await requireStaff();
    const door = { actor: staff, id };
    const correction = await orNull(readCorrectionTask(door));
    return { staff, correction, question: correction ? null : await orNull(readHumanTask(door)) };
  });
  if (!correction && !question) return <NotHere staff={staff} />;
  return (
    <Frame
      title={correction?.title ?? question?.title ?? ""}
      staff={staff}
      back={{ href: "/desk/tasks", words: "Your tasks" }}
      here="/desk/tasks"
    >
      <div className="task">
        {correction ? <Correction task={correction} action={`${path}/correct`} /> : null}
        {question ? <Question question={question} action={`${path}/answer`} /> : null}
      </div>
    </Frame>
  );
}
