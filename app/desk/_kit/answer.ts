/** 303: what the browser does after a form, so that a reload never sends it twice. `path` is one of our own. */
export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path } });
}
