import { ownPath } from "#app/_forms/own-path.ts";
import { answerForm, seeOther } from "#app/_forms/post.ts";
import { languageKept, offered } from "#app/_text/reader.ts";

/** Keeps the language for this browser, and leads back to the page where somebody looked for it. */
export async function POST(request: Request): Promise<Response> {
  return answerForm(request, async ({ language, from }) => {
    const chosen = (await offered()).find((tag) => tag === language);
    return seeOther(ownPath(from ?? "") ?? "/", chosen ? [languageKept(chosen)] : []);
  });
}
