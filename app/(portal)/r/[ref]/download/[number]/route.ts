import { answerWithFile, asItIs } from "../_file/answer.ts";

type Params = { params: Promise<{ ref: string; number: string }> };

/** Streams a bundle to its person, whole or from where they left off. */
export function GET(request: Request, { params }: Params): Promise<Response> {
  return answerWithFile(request, params, (file) => asItIs(file, false), { partly: true });
}

/** How large it is and that it can be fetched in parts; counts nothing. */
export function HEAD(request: Request, { params }: Params): Promise<Response> {
  return answerWithFile(request, params, (file) => asItIs(file, true), { partly: true });
}
