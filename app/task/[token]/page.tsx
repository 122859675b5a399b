import { made, nothingHere } from "#app/_forms/page.ts";
import { Correction, Question } from "#app/task/Question.tsx";
import { HabeasError } from "#lib/core/errors.ts";
import { type OwnerQuestion, readHumanTask } from "#lib/fanout/human-task.ts";
import { readCorrectionTask } from "#lib/rectification/owner.ts";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ token: string }> };

async function load(token: string): Promise<OwnerQuestion> {
  try {
    return await readHumanTask(token);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "not_found") nothingHere();
    throw error;
  }
}

/** The page of a system's owner: one person, one question, a due date. The link is all they need. */
export default async function TaskPage({ params }: Props) {
  const { token } = await params;
  const path = `/task/${encodeURIComponent(token)}`;
  const correction = await made(`/task/${token}`, () => readCorrectionTask(token));
  const asked = correction ?? (await made(`/task/${token}`, () => load(token)));
  return (
    <main id="main" className="task">
      <title>{`${asked.title}, ${asked.companyName}`}</title>
      <p className="task-from">{asked.companyName} privacy team</p>
      {correction ? <Correction task={correction} action={`${path}/correct`} /> : null}
      {"accepts" in asked ? <Question question={asked} action={`${path}/answer`} /> : null}
    </main>
  );
}
