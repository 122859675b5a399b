import type { NextRequest } from "next/server";
import { currentStaff } from "#app/_auth/staff.ts";
import { leaveNotice } from "#app/_forms/notice.ts";
import { cameFromOurPage } from "#app/_forms/origin.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { readSmallForm, textOf } from "#app/desk/_kit/form.ts";
import { firstQuery, queueAddress } from "#app/desk/_queue/address.ts";
import { keepWords } from "#app/desk/_queue/search.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { parseQuery } from "#lib/queue/language.ts";
import { withoutPersonalData } from "#lib/queue/search-words.ts";

/** Takes a query out of a form and leads to its view. Words of names become keyed tokens before they reach an address. */
export async function POST(request: NextRequest): Promise<Response> {
  if (!cameFromOurPage(request)) return seeOther("/desk");
  try {
    if (!(await currentStaff())) return seeOther("/desk/sign-in");
    const typed = textOf(await readSmallForm(request), "q");
    const { query, problems } = withoutPersonalData(typed);
    const { words, terms } = parseQuery(typed);
    const who = terms.filter(({ key }) => key === "who").flatMap(({ values }) => values);
    if (words.length + who.length > 0) await keepWords([...words.map(({ text }) => text), ...who]);
    const lost = problems.filter(({ nearest }) => nearest === null);
    if (lost.length > 0) {
      const sentence = lost
        .map((one) => one.words)
        .join(" ")
        .slice(0, 400);
      await leaveNotice("/desk", { tone: "problem", title: "Not all of it was understood", sentence });
    }
    return seeOther(queueAddress(query === "" ? firstQuery : query));
  } catch (error) {
    if (error instanceof HabeasError) return seeOther("/desk");
    log.error({ err: error }, "a search failed");
    return plainPage("trouble", "/desk");
  }
}
