import { takeAnswer } from "../../_flow/answer.ts";

export function POST(request: Request): Promise<Response> {
  return takeAnswer(request, "them");
}
