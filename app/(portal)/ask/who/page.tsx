import { question } from "../_flow/question.tsx";
import { WhoPage } from "../_flow/WhoPage.tsx";

/** The first question again: after an error, or to change the answer. */
export default function WhoAgainPage() {
  return question("/ask/who", (draft) => <WhoPage right={draft.right} draft={draft} />);
}
