import { ConnectorError } from "#connectors/errors.ts";
import type { Question, Sender } from "./sender.ts";

type Later = { status: "in_progress"; ask_again_seconds: number; memo?: string | undefined };

/**
 * Asks until the system has done what it was asked, as long as a session waits. Throws `timeout`, with the seconds until it
 * is worth asking again, where that takes longer.
 */
export async function untilDone<A extends { status: string }>(
  sender: Sender,
  question: Question,
  read: (document: unknown) => A | Later,
): Promise<Exclude<A, Later>> {
  const until = Date.now() + sender.patience;
  let memo: string | undefined;
  for (;;) {
    const answer = read(await sender.json(memo === undefined ? question : { ...question, memo }));
    if (!isLater(answer)) return answer as Exclude<A, Later>;
    memo = answer.memo ?? memo;
    const seconds = answer.ask_again_seconds;
    if (Date.now() + seconds * 1000 > until)
      throw new ConnectorError("timeout", "The system has not finished yet.", Math.ceil(seconds));
    await sender.sleep(seconds * 1000);
  }
}

const isLater = (answer: { status: string } | Later): answer is Later => answer.status === "in_progress";
