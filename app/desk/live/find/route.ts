import type { NextRequest } from "next/server";
import { textOf } from "#app/desk/_kit/form.ts";
import { rightWords, statusWords } from "#app/desk/_kit/words.ts";
import { answerScript } from "#app/desk/_live/answer.ts";
import { readQueue } from "#lib/queue/read.ts";
import { withoutPersonalData } from "#lib/queue/search-words.ts";

/** Requests that the command menu shows at once. */
const most = 8;

/** Requests by a reference, a name or a mail address, which stand in the body of the question and in no address. */
export async function POST(request: NextRequest): Promise<Response> {
  return answerScript(request, async (actor, form) => {
    const { query } = withoutPersonalData(textOf(form, "q").replaceAll(":", " ").slice(0, 200));
    if (query === "") return [];
    const { rows } = await readQueue(actor, { query, limit: most });
    return rows.map(({ reference, person, right, status }) => ({
      reference,
      words: `${person}, ${rightWords[right]}, ${statusWords[status].word}`,
    }));
  });
}
