import { readNotice } from "#app/_forms/notice.ts";
import { made, nothingHere } from "#app/_forms/page.ts";
import { dayName } from "#app/_text/dates.ts";
import { Button } from "#app/_ui/Button.tsx";
import { HabeasError } from "#lib/core/errors.ts";
import { readTold, type ToldPage } from "#lib/recipient/behind-link.ts";
import { AnswerForm } from "../AnswerForm.tsx";
import { pageOf, passHere } from "../pass.ts";
import { asks } from "../words.ts";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ token: string }> };

async function load(token: string): Promise<ToldPage> {
  try {
    return await readTold(token, await passHere());
  } catch (error) {
    if (error instanceof HabeasError && error.code === "not_found") nothingHere();
    throw error;
  }
}

/** The page of somebody who was given the data: what a person asked, who it is, and their answer. The link is all they need. */
export default async function RecipientPage({ params }: Props) {
  const { token } = await params;
  const told = await made(pageOf(token), () => load(token));
  return (
    <main id="main" className="task">
      <title>{`A notice from ${told.company}`}</title>
      <p className="task-from">{told.company} privacy team</p>
      {told.state === "closed" ? <Closed told={told} token={token} /> : null}
      {told.state === "open" ? <Open told={told} token={token} /> : null}
      {told.state === "answered" ? <Answered told={told} /> : null}
      {told.state === "expired" ? <Expired token={token} /> : null}
      <p>
        Is something wrong? Write to <a href={`mailto:${told.contact}`}>{told.contact}</a>.
      </p>
    </main>
  );
}

function Closed({ told, token }: { told: ToldPage; token: string }) {
  return (
    <>
      <h1>A notice for {told.recipient}</h1>
      <p className="task-lead">
        {told.company} has given you data about people. One of them has used a right that the law gives them.
      </p>
      <p>Press the button to see who it is and what is asked. Please do so only if this is your work.</p>
      <form action={`${pageOf(token)}/open`} method="post" className="task-form">
        <Button>Show the notice</Button>
      </form>
    </>
  );
}

async function Open({ told, token }: { told: ToldPage; token: string }) {
  const notice = await readNotice();
  const ask = asks[told.action];
  return (
    <>
      {notice ? (
        <div className="task-problem" role="alert">
          <p className="task-problem-title">{notice.title}</p>
          <p>{notice.sentence}</p>
        </div>
      ) : null}
      <h1>{ask.title}</h1>
      <p className="task-lead">{ask.text}</p>
      <p>
        Please answer by <b>{dayName(told.dueDay, "en")}</b>. Our reference is{" "}
        <span className="mono">{told.reference}</span>.
      </p>
      <section aria-labelledby="about">
        <h2 id="about">The person</h2>
        <dl className="task-about">
          {told.about.map(({ kind, value }) => (
            <div key={`${kind} ${value}`}>
              <dt>{kindWords(kind)}</dt>
              <dd>
                <bdi className="mono">{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
        {told.about.length === 0 ? <p>Please write to us: we tell you who it is in another way.</p> : null}
      </section>
      <section aria-labelledby="what">
        <h2 id="what">What it is about</h2>
        <ul>
          {told.groups.map((group) => (
            <li key={group}>“{group}”, as we call it to the person</li>
          ))}
        </ul>
        {told.detail ? <p className="task-detail">{told.detail}</p> : null}
      </section>
      <AnswerForm action={`${pageOf(token)}/answer`} done={ask.done} />
    </>
  );
}

function kindWords(kind: string): string {
  const words = kind.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const kept: Record<string, string> = {
  done: "You said that it is done.",
  not_held: "You said that you do not hold this person's data.",
  impossible: "You said why it is impossible.",
};

function Answered({ told }: { told: ToldPage }) {
  return (
    <>
      <h1>Thank you, your answer is kept</h1>
      <p className="task-lead">{told.answer ? kept[told.answer] : null}</p>
      <p>Nothing more is needed from you. The person's details are no longer shown here.</p>
    </>
  );
}

function Expired({ token }: { token: string }) {
  return (
    <>
      <h1>This link has ended</h1>
      <p className="task-lead">
        The notice still waits for an answer. We can send you a new link, to the same address.
      </p>
      <form action={`${pageOf(token)}/renew`} method="post" className="task-form">
        <Button>Send a new link</Button>
      </form>
    </>
  );
}
