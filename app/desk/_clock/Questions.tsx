import { shortDay } from "#app/_text/dates.ts";
import { Button } from "#app/_ui/Button.tsx";
import { Tag, type TagTone } from "#app/_ui/Tag.tsx";
import type { Day } from "#lib/core/day.ts";
import type { QuestionView } from "#lib/request/clocks/clock-desk-view.ts";
import { requestAddress } from "../_kit/address.ts";
import { ClockForm } from "./ClockForm.tsx";
import { aboutWords, evidenceWords, howWords, verdictWords } from "./words.ts";

type Props = { questions: readonly QuestionView[]; reference: string; today: Day; mayAct: boolean };

/** Every question to the person, the newest first: what was asked, what came of it, and what to do with it. */
export function Questions({ questions, reference, today, mayAct }: Props) {
  if (questions.length === 0) return <p>The person has not been asked anything.</p>;
  return (
    <ol className="questions">
      {questions.map((one) => (
        <li key={one.id}>
          <One question={one} reference={reference} today={today} mayAct={mayAct} />
        </li>
      ))}
    </ol>
  );
}

function One({ question, reference, today, mayAct }: Omit<Props, "questions"> & { question: QuestionView }) {
  const { about, askedDay, by, text, why, evidence, replyBy, answeredDay, answer, verdict, document } =
    question;
  const on = (day: Day) => shortDay(day, today, "en");
  const { word, tone } = stateOf(question);
  const kept = [question.lateWhy, question.documentWhy, question.noEarlierWhy].filter((one) => one !== null);
  return (
    <>
      <div className="system-line">
        <h3>{aboutWords[about]}</h3>
        <Tag tone={tone}>{word}</Tag>
      </div>
      <p className="faint">
        Asked on {on(askedDay)} by <bdi>{by}</bdi>
        {replyBy && answeredDay === null ? `, reply asked for by ${on(replyBy)}` : ""}
        {evidence ? `. Proof: ${evidenceWords[evidence].toLowerCase()}` : ""}
      </p>
      {text ? <p className="said">{text}</p> : null}
      {why ? <p className="said faint">Why: {why}</p> : null}
      {kept.map((reason) => (
        <p key={reason} className="said faint">
          For the file: {reason}
        </p>
      ))}
      {answeredDay && answer ? (
        <blockquote className="answer">
          <p className="faint">
            Answered on {on(answeredDay)} {howWords[answer.how as keyof typeof howWords] ?? ""}
          </p>
          {answer.text ? <p className="said">{answer.text}</p> : null}
        </blockquote>
      ) : null}
      {document === "there" && mayAct ? (
        <p>
          <a href={requestAddress(reference, `/clock/document/${question.id}`)}>Look at the document</a>{" "}
          <span className="faint">That you looked is kept. It is deleted when you judge the answer.</span>
        </p>
      ) : null}
      {document === "deleted" ? <p className="faint">The document was deleted.</p> : null}
      {mayAct && verdict === null ? <Judge question={question} reference={reference} /> : null}
    </>
  );
}

function stateOf({ answeredDay, verdict }: QuestionView): { word: string; tone: TagTone } {
  if (verdict === "sufficient") return { word: "Sufficient", tone: "moss" };
  if (verdict === "insufficient") return { word: "Not sufficient", tone: "brick" };
  if (verdict === "withdrawn") return { word: "Not needed any more", tone: "slate" };
  return answeredDay === null
    ? { word: "Waits for the person", tone: "plum" }
    : { word: "Answered, not judged", tone: "ochre" };
}

function Judge({ question, reference }: { question: QuestionView; reference: string }) {
  const { id, answeredDay } = question;
  const button = (verdict: keyof typeof verdictWords, second = true) => (
    <Button small second={second} name="verdict" value={verdict}>
      {verdictWords[verdict]}
    </Button>
  );
  return (
    <>
      {answeredDay === null ? (
        <details>
          <summary>Record an answer that came another way</summary>
          <ClockForm
            act="record"
            reference={reference}
            hidden={{ question: id }}
            fields={[
              {
                name: "how",
                label: "How it reached you",
                choices: (["phone", "mail", "post", "in_person"] as const).map((value) => ({
                  value,
                  words: howWords[value],
                })),
              },
              { name: "text", label: "What was answered", lines: 2, most: 4_000 },
            ]}
            button="Record the answer"
          />
        </details>
      ) : null}
      <form action={requestAddress(reference, "/clock/act")} method="post" className="judge">
        <input type="hidden" name="act" value="judge" />
        <input type="hidden" name="question" value={id} />
        {answeredDay === null ? null : button("sufficient", false)}
        {answeredDay === null ? null : button("insufficient")}
        {button("withdrawn")}
      </form>
    </>
  );
}
