import { seeOther } from "#app/_forms/post.ts";

/**
 * The answer to leaving: on to one of our own paths, with nothing of this house left in the browser's stores. Cookies are
 * ended one by one (`cookies`): told in general they would end for the company's other sites as well.
 */
export function seeOtherAfterLeaving(path: string, cookies: readonly string[] = []): Response {
  const answer = seeOther(path, cookies);
  answer.headers.set("Clear-Site-Data", '"cache", "storage"');
  return answer;
}
