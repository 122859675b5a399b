import type { NextRequest } from "next/server";
import { currentStaff } from "#app/_auth/staff.ts";
import { seeOther } from "#app/_forms/post.ts";
import { takeAnswer } from "#app/task/take.ts";

type Context = { params: Promise<{ id: string }> };

/** The answer of a system's owner who is signed in to the desk. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const { id } = await context.params;
  const actor = await currentStaff();
  if (!actor) return seeOther("/desk/sign-in");
  return takeAnswer(request, { actor, id }, `/desk/tasks/${encodeURIComponent(id)}`);
}
