import { takeMessage } from "../../_dealing/post.ts";

/** Takes what the person adds so that more of their data is found. */
export function POST(request: Request, { params }: { params: Promise<{ ref: string }> }): Promise<Response> {
  return takeMessage(request, params, "detail", "detail");
}
