import { leaveNotice } from "#app/_forms/notice.ts";
import { answerForm, seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { pageOf } from "./pass.ts";

/**
 * One form of a recipient's page. What is wrong with it is said on the page; a link that leads nowhere, or has ended,
 * says so there by itself.
 */
export async function toldForm(
  request: Request,
  params: Promise<{ token: string }>,
  act: (token: string, values: Record<string, string>) => Promise<string>,
): Promise<Response> {
  const { token } = await params;
  const page = pageOf(token);
  return answerForm(request, async (values) => {
    try {
      return seeOther(await act(token, values));
    } catch (error) {
      if (!(error instanceof HabeasError)) throw error;
      if (error.code === "invalid") {
        await leaveNotice(page, { tone: "problem", title: "Nothing was sent", sentence: error.message });
      }
      return seeOther(page);
    }
  });
}
