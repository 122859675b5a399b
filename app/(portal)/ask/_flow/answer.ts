import { headers } from "next/headers";
import { askerWithToken } from "#app/_auth/visitor.ts";
import { answerForm, seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { relations } from "#lib/law/duties/behalf.ts";
import { type Right, rights } from "#lib/law/rights.ts";
import { aboutKind } from "#lib/request/about-kind.ts";
import type { AskStep } from "#lib/request/answers.ts";
import { answerStep, nextPath, readDraft, startDraft } from "#lib/request/draft.ts";
import { guessPlace } from "./places.ts";
import { chosenKinds } from "./ticks.ts";

/**
 * Takes the answer to one question and leads to the next, or back to the same where something is to be put
 * right. The first question also says which right is asked for and begins the draft; whoever is signed in begins with
 * what they ask for.
 */
export function takeAnswer(request: Request, step: AskStep): Promise<Response> {
  return answerForm(request, async (values) => {
    const { actor, cookies } = await askerWithToken();
    const right = rights.find((each) => each === values.right);
    if (right && (await begins(step, right))) await startDraft(actor, right, firstAnswers(right, values));
    try {
      const { ok, draft } = await answerStep(actor, step, await completed(step, values));
      if (values.later !== undefined) return seeOther("/ask/later", cookies);
      const again = step === "what" && draft.rights.length > 1 && right ? `what?right=${right}` : step;
      return seeOther(ok ? nextPath(draft) : `/ask/${again}`, cookies);
    } catch (error) {
      // Without a draft the question's own page says what happened.
      if (error instanceof HabeasError && error.code === "gone") return seeOther(`/ask/${step}`, cookies);
      throw error;
    }

    async function begins(answered: AskStep, asked: Right): Promise<boolean> {
      if (answered === "who") {
        const draft = await readDraft(actor);
        const going = draft !== null && draft.sent.length === 0 && draft.rights.includes(asked);
        return !going || hasFirst(values);
      }
      return answered === "what" && actor.kind === "account" && values.begin !== undefined;
    }
  });
}

const hasFirst = (values: Record<string, string>): boolean =>
  values.system !== undefined || values.only !== undefined;

/** What a door says before anything was typed: which kind of data a link named, or that it is about adverts. */
function firstAnswers(right: Right, values: Record<string, string>): Record<string, string> {
  return { ...aboutKind(right, values), ...(values.only === "marketing" ? marketingOnly(right) : {}) };
}

function marketingOnly(right: Right): Record<string, string> {
  if (right === "opt_out") return { stop: "marketing_email,marketing_phone,marketing_text,marketing_post" };
  return right === "objection" ? { objects: "marketing" } : {};
}

/** The one question of whom it is for, as the two answers that are kept. */
function whoSaid(who = ""): { who: string; relation: string } {
  const relation = relations.find((one) => one === who);
  return relation ? { who: "other", relation } : { who, relation: "" };
}

/** The form with what it cannot say by itself: ticked kinds as one answer, and what we had guessed as the place. */
async function completed(step: AskStep, values: Record<string, string>): Promise<Record<string, string>> {
  if (step === "who") return { ...values, ...whoSaid(values.who) };
  if (step === "what") return { ...values, kinds: chosenKinds(values) };
  if (step !== "where") return values;
  return { ...values, placeHint: guessPlace((await headers()).get("accept-language")) ?? "" };
}
