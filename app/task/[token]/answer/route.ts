import type { NextRequest } from "next/server";
import { leaveNotice } from "#app/_forms/notice.ts";
import { cameFromOurPage } from "#app/_forms/origin.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { answerFrom } from "#app/task/answer.ts";
import { moreRowsFor, typedRows } from "#app/task/typed-rows.ts";
import { readUpload } from "#app/task/upload.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { answerHumanTask } from "#lib/fanout/answer-human-task.ts";
import { readHumanTask } from "#lib/fanout/human-task.ts";
import { keepTyped } from "#lib/fanout/owner-draft.ts";

type Context = { params: Promise<{ token: string }> };

/** Takes a system owner's answer and goes back to the page, which then says what was kept or what is wrong. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const { token } = await context.params;
  const page = `/task/${encodeURIComponent(token)}`;
  if (!cameFromOurPage(request)) return plainPage("foreign");
  try {
    // Nothing of a stranger's upload is read: the link is looked at first.
    const question = await readHumanTask(token);
    if (question.state !== "open") return seeOther(page);
    const form = await readUpload(request);
    const more = moreRowsFor(form);
    if (more === null) await answerHumanTask(token, answerFrom(form));
    else await keepTyped(token, typedRows(form), { more });
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
