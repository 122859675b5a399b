import type { NextRequest } from "next/server";
import { leaveNotice } from "#app/_forms/notice.ts";
import { cameFromOurPage } from "#app/_forms/origin.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { readForm } from "#app/_forms/read-form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { answerCorrectionTask } from "#lib/rectification/owner.ts";
import { handAnswers } from "#lib/rectification/typed.ts";

type Context = { params: Promise<{ token: string }> };

/** Bytes: a plan may leave some thousand values to one owner. */
const longest = 2_000_000;

/** Takes what a system's owner did about each value and goes back to the page, which then says what was kept. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const { token } = await context.params;
  const page = `/task/${encodeURIComponent(token)}`;
  if (!cameFromOurPage(request)) return plainPage("foreign");
  try {
    const form = await readForm(request, longest);
    if (!form.ok) return plainPage(form.why);
    await answerCorrectionTask(
      token,
      handAnswers((name) => form.values[name] ?? ""),
    );
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
