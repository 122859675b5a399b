import { takeMessage } from "../../_dealing/post.ts";

/** Takes a message of the person, with its files. */
export function POST(request: Request, { params }: { params: Promise<{ ref: string }> }): Promise<Response> {
  return takeMessage(request, params, "message", "messages");
}
