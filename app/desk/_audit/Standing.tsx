import type { ReactNode } from "react";
import { Tag, type TagTone } from "#app/_ui/Tag.tsx";
import { Moment } from "#app/desk/_kit/Moment.tsx";
import { counted } from "#app/desk/_kit/words.ts";
import type { LogStanding } from "#lib/request/log-standing.ts";

const many = new Intl.NumberFormat("en-GB");
const events = (count: number) => (count === 1 ? "1 entry" : `${many.format(count)} entries`);

/** What shows that nothing was changed: how much there is, what was signed of it, who saw that, when, and the key to check it. */
export function Standing({ standing }: { standing: LogStanding }) {
  const { state, keys, recent } = standing;
  return (
    <section aria-labelledby="log-standing" className="log-standing">
      <h2 id="log-standing">What proves it</h2>
      {state.witness.state === "ahead" ? (
        <div role="alert" className="log-ahead">
          <strong>
            This is not the database that the witness saw. Nothing is taken in and nothing is done.
          </strong>
          <p>
            {state.witness.trouble} If a backup was put back on purpose, the operator says so with{" "}
            <code>habeas audit accept-restore</code>, and all goes on. If not, keep a copy of everything
            first.
          </p>
        </div>
      ) : null}
      <dl className="log-proofs">
        <Proof name="Entries" word={many.format(state.size)} tone="slate">
          {state.pending === 0
            ? "Every one has its place in one list over all requests."
            : `${counted(state.pending, "entry waits", "entries wait")} for a place in the list. That takes seconds.`}
        </Proof>
        <Signed state={state} />
        <Witness witness={state.witness} />
        <Stamp stamp={state.timestamp} />
      </dl>
      {state.witness.state === "none" ? <GiveWitness /> : null}
      <div className="log-keep">
        <h3>Note this key down, away from this machine</h3>
        <p>With it anybody can check a copy of the log, a checkpoint or a proof, without us.</p>
        {keys.map((key, n) => (
          <p key={key}>
            <code className="log-key">{key}</code>{" "}
            {n > 0 ? <span className="faint">an older one</span> : null}
          </p>
        ))}
      </div>
      {recent.length > 0 ? <Recent recent={recent} /> : null}
    </section>
  );
}

type ProofProps = { name: string; word: string; tone: TagTone; children: ReactNode };

function Proof({ name, word, tone, children }: ProofProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Tag tone={tone}>{word}</Tag>
        <p>{children}</p>
      </dd>
    </div>
  );
}

function Signed({ state: { checkpoint, size, sequenced } }: { state: LogStanding["state"] }) {
  if (!checkpoint)
    return (
      <Proof
        name="Signed"
        word={size === 0 ? "Nothing yet" : "Not yet"}
        tone={size === 0 ? "slate" : "ochre"}
      >
        A worker signs the log each minute in which something is new.{" "}
        {size === 0 ? "Nothing is in it yet." : null}
      </Proof>
    );
  const since = sequenced - checkpoint.size;
  return (
    <Proof name="Signed" word={events(checkpoint.size)} tone="moss">
      <Moment at={checkpoint.at} />. {since > 0 ? `${events(since)} since then. ` : "Nothing is newer. "}
      <a href={`/desk/audit/checkpoint/${checkpoint.size}`}>Take the checkpoint along</a>
    </Proof>
  );
}

function Witness({ witness: { state, at, trouble } }: { witness: LogStanding["state"]["witness"] }) {
  if (state === "none")
    return (
      <Proof name="Witness" word="None" tone="ochre">
        Nobody off this machine keeps what we sign.
      </Proof>
    );
  const said: Record<typeof state, [word: string, tone: TagTone, sentence: string]> = {
    agrees: ["Agrees", "moss", "It has the newest checkpoint, and the database is the one it saw."],
    behind: [
      "Behind",
      "ochre",
      "It has not taken the newest checkpoint yet. That is tried again each minute.",
    ],
    ahead: ["Has seen more", "brick", "The database is not the one it saw."],
    silent: ["Does not answer", "ochre", "That is tried again each minute."],
  };
  const [word, tone, sentence] = said[state];
  return (
    <Proof
      name="Witness"
      word={trouble && state === "agrees" ? "Was changed" : word}
      tone={trouble && tone === "moss" ? "brick" : tone}
    >
      {trouble && state !== "ahead" ? trouble : sentence}{" "}
      {at ? (
        <span className="faint">
          Last asked <Moment at={at} />.
        </span>
      ) : null}
    </Proof>
  );
}

function GiveWitness() {
  return (
    <div className="log-keep log-missing">
      <h3>Give the log a witness</h3>
      <p>
        If somebody puts the whole database back to an older state, nobody can see that here. A witness can:
        it keeps what we sign on another machine. Set <code>HABEAS_WITNESS</code> to a file there, such as{" "}
        <code>file:/mnt/elsewhere/habeas-log</code>, or to an address. How is in <code>docs/audit.md</code>.
      </p>
    </div>
  );
}

function Stamp({ stamp: { state, size, at, trouble } }: { stamp: LogStanding["state"]["timestamp"] }) {
  const kept =
    size !== null && at ? (
      <>
        Stamped <Moment at={at} /> for {events(size)}.{" "}
        <a href={`/desk/audit/timestamp/${size}`}>Take the time stamp along</a>
      </>
    ) : null;
  if (state === "none" && !kept)
    return (
      <Proof name="Time stamp" word="None" tone="slate">
        A time stamp authority can say when a checkpoint was there. It is a choice: set{" "}
        <code>HABEAS_TIMESTAMP_URL</code>.
      </Proof>
    );
  return (
    <Proof
      name="Time stamp"
      word={state === "trouble" ? "In trouble" : state === "none" ? "Off" : "Each hour"}
      tone={state === "trouble" ? "ochre" : "moss"}
    >
      {trouble} {kept ?? "The first one comes with the next checkpoint."}
    </Proof>
  );
}

function Recent({ recent }: { recent: LogStanding["recent"] }) {
  return (
    <details className="log-recent">
      <summary>The newest checkpoints</summary>
      <table className="listed">
        <thead>
          <tr>
            <th scope="col">Signed</th>
            <th scope="col">Entries</th>
            <th scope="col">One hash over all of them</th>
            <th scope="col">File</th>
          </tr>
        </thead>
        <tbody>
          {recent.map(({ size, at, root }) => (
            <tr key={size}>
              <td data-label="Signed">
                <Moment at={at} />
              </td>
              <td data-label="Entries">{many.format(size)}</td>
              <td data-label="Hash">
                <code className="log-key">{root}</code>
              </td>
              <td>
                <a
                  href={`/desk/audit/checkpoint/${size}`}
                  aria-label={`Take the checkpoint over ${events(size)} along`}
                >
                  Take along
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
