import type { NextRequest } from "next/server";
import { leaveNotice } from "#app/_forms/notice.ts";
import { cameFromOurPage } from "#app/_forms/origin.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { readForm } from "#app/_forms/read-form.ts";
import { answerFrom } from "#app/task/answer.ts";
import { moreRowsFor, typedRows } from "#app/task/typed-rows.ts";
import { readUpload } from "#app/task/upload.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { answerHumanTask } from "#lib/fanout/answer-human-task.ts";
import { readHumanTask } from "#lib/fanout/human-task.ts";
import type { OwnerDoor } from "#lib/fanout/owner-door.ts";
import { keepTyped } from "#lib/fanout/owner-draft.ts";
import { answerCorrectionTask } from "#lib/rectification/owner.ts";
import { handAnswers } from "#lib/rectification/typed.ts";

/** Bytes: a plan may leave some thousand values to one owner. */
const longest = 2_000_000;

/** Takes a system owner's answer and goes back to the page, which then says what was kept or what is wrong. */
export async function takeAnswer(request: NextRequest, door: OwnerDoor, page: string): Promise<Response> {
  return taken(request, page, async () => {
    // Nothing of a stranger's upload is read: the question is looked at first.
    const question = await readHumanTask(door);
    if (question.state !== "open") return null;
    const form = await readUpload(request);
    const more = moreRowsFor(form);
    if (more === null) await answerHumanTask(door, answerFrom(form));
    else await keepTyped(door, typedRows(form), { more });
    return null;
  });
}

/** Takes what a system's owner did about each value and goes back to the page, which then says what was kept. */
export async function takeCorrection(request: NextRequest, door: OwnerDoor, page: string): Promise<Response> {
  return taken(request, page, async () => {
    const form = await readForm(request, longest);
    if (!form.ok) return plainPage(form.why);
    await answerCorrectionTask(
      door,
      handAnswers((name) => form.values[name] ?? ""),
    );
    return null;
  });
}

async function taken(
  request: NextRequest,
  page: string,
  take: () => Promise<Response | null>,
): Promise<Response> {
  if (!cameFromOurPage(request)) return plainPage("foreign");
  try {
    const said = await take();
    if (said) return said;
  } catch (error) {
    if (!(error instanceof HabeasError)) {
      log.error({ err: error }, "an answer of a system's owner failed");
      return plainPage("trouble", page);
    }
    if (error.code === "invalid") {
      await leaveNotice(page, { tone: "problem", title: "Nothing was sent", sentence: error.message });
    }
  }
  return seeOther(page);
}
