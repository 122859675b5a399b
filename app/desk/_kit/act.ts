import type { NextRequest } from "next/server";
import { noteRefusal } from "#app/_auth/refused.ts";
import { currentStaff, type Staff } from "#app/_auth/staff.ts";
import { leaveNotice, type Notice, type Undo } from "#app/_forms/notice.ts";
import { cameFromOurPage } from "#app/_forms/origin.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { mustNotBeRolledBack } from "#lib/audit/log/stand.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { dropForm, keepForm } from "#lib/staff/kept-form.ts";
import { readSmallForm } from "./form.ts";

const foreign: Notice = {
  tone: "problem",
  title: "Nothing was done",
  sentence: "The form did not come from a page of this desk. Please send it again from here.",
};

/** What an act came to; `to` where success leads to another page, `undo` where it can be taken back. */
export type Done = { title: string; sentence: string; to?: string; undo?: Undo };

/** Letters of a sentence: a longer one would not fit into the cookie that carries it. */
const longest = 600;

/**
 * One act of a member of staff by a plain form: the form is ours and small, somebody is signed in, the use case
 * decides, and the browser goes back to `page` with a sentence. The sentence of success is written only after
 * the use case has committed; what `run` answers is said instead of `done`.
 */
export async function act(
  request: NextRequest,
  page: string,
  done: Done,
  run: (actor: Staff, form: FormData) => Promise<Done> | Promise<void>,
): Promise<Response> {
  let came = done;
  let sent: { actor: Staff; form: FormData } | undefined;
  try {
    const actor = await currentStaff();
    if (!actor) return seeOther("/desk/sign-in");
    if (!cameFromOurPage(request)) return await back(page, foreign);
    sent = { actor, form: await readSmallForm(request) };
    // Nothing is decided in a database that was put back, before an operator says that it is the one.
    await mustNotBeRolledBack();
    came = (await run(sent.actor, sent.form)) ?? done;
    await dropForm(actor.staffId);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "step_up" && sent) {
      return await throughSignIn(sent.actor, request, page, sent.form);
    }
    if (!(error instanceof HabeasError)) {
      log.error({ err: error }, "an act at the desk failed");
      return plainPage("trouble", page);
    }
    if (error.code === "forbidden" && sent) await noteRefusal(sent.actor, request.nextUrl.pathname);
    return await back(page, problem(error, page));
  }
  const { to = page, ...said } = came;
  return back(to, { tone: "done", ...said });
}

/** Keeps what was filled in and leads through the company's sign-in; from there it is sent with one press. */
async function throughSignIn(actor: Staff, request: NextRequest, page: string, form: FormData) {
  const fields = [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[name, value]] : [],
  );
  await keepForm(actor, { action: request.nextUrl.pathname, page, fields });
  return seeOther("/desk/sign-in/again");
}

function problem(error: HabeasError, page: string): Notice {
  if (error.code !== "conflict" || !page.startsWith("/desk/requests/"))
    return { tone: "problem", title: "Nothing was done", sentence: error.message };
  return {
    tone: "problem",
    title: "Nothing was done: the request is no longer as you saw it",
    sentence: `${error.message} This page shows how it stands now; its history has the newest change on top.`,
  };
}

async function back(page: string, notice: Notice): Promise<Response> {
  const { sentence } = notice;
  const kept = sentence.length > longest ? `${sentence.slice(0, longest)}…` : sentence;
  // A cookie belongs to a path; what is asked of it is no part of that.
  await leaveNotice(page.split("?")[0] ?? page, { ...notice, sentence: kept });
  return seeOther(page);
}
