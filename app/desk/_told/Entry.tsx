import { Button } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import { dayInWords } from "#lib/core/day.ts";
import type { ToldEntry } from "#lib/recipient/read.ts";
import { Moment } from "../_kit/Moment.tsx";
import { ToldForm } from "./ToldForm.tsx";
import { actionWords, howWords, kindWords, standingWords, stepWords } from "./words.ts";

/** One recipient: what they were given, what they were told, what came of it, and what staff can do. */
export function Entry({ entry, reference, work }: { entry: ToldEntry; reference: string; work: boolean }) {
  const { word, tone } = standingWords[entry.standing];
  const over = entry.standing === "done" || entry.standing === "not_held";
  const waits = entry.standing === "owed" || entry.standing === "sent" || entry.standing === "unreachable";
  return (
    <section className="told-entry" aria-labelledby={`told-${entry.id}`}>
      <div className="system-line">
        <h2 id={`told-${entry.id}`}>
          <bdi>{entry.name}</bdi>
        </h2>
        <Tag tone={tone}>{word}</Tag>
      </div>
      <p>
        <bdi>{entry.name}</bdi> {entry.role} ({entry.country}, {kindWords[entry.kind] ?? entry.kind}).{" "}
        {actionWords[entry.action]}: {entry.groups.join(", ")}. From {entry.system}.
      </p>
      <p>
        {howWords[entry.how]}
        {entry.hint ? <>: {entry.hint}</> : null}.{" "}
        {waits ? <>Answer expected by {dayInWords(entry.dueDay, "en")}.</> : null}
      </p>
      <p className="faint">{entry.duties.join("; ")}</p>
      {entry.about.length > 0 ? (
        <p>
          They look for:{" "}
          {entry.about.map(({ kind, value }) => (
            <span key={`${kind} ${value}`} className="told-about">
              {kind.replaceAll("_", " ")} <bdi className="mono">{value}</bdi>
            </span>
          ))}
        </p>
      ) : null}
      {entry.detail ? <p className="told-said">{entry.detail}</p> : null}
      {entry.reason ? <p className="told-said">“{entry.reason}”</p> : null}
      <details>
        <summary>What happened</summary>
        <ol className="told-history">
          {entry.history.map(({ at, step, by }) => (
            <li key={`${at.toISOString()} ${step}`}>
              <Moment at={at} /> {stepWords[step]} <span className="faint">({by})</span>
            </li>
          ))}
        </ol>
      </details>
      {work && !over ? <Acts entry={entry} reference={reference} /> : null}
    </section>
  );
}

function Acts({ entry, reference }: { entry: ToldEntry; reference: string }) {
  const byMachine = entry.how === "mail" || entry.how === "webhook";
  const again = byMachine ? "Send it again" : "Send it, if the map names an address now";
  return (
    <>
      <ToldForm reference={reference} act="again" id={entry.id}>
        <Button small second aria-label={`${again}: ${entry.name}`}>
          {again}
        </Button>
      </ToldForm>
      <details>
        <summary>Record what you learnt or did</summary>
        <ToldForm reference={reference} act="record" id={entry.id}>
          <label className="field">
            What came of it
            <select name="answer" required defaultValue="">
              <option value="" disabled>
                Choose
              </option>
              {entry.standing === "acked" ? null : (
                <option value="sent">We told them ourselves, and wait</option>
              )}
              <option value="done">They have done it</option>
              <option value="not_held">They do not hold this person</option>
              <option value="impossible">It is impossible, with the facts</option>
              <option value="disproportionate">Telling them would take too much, with the reason</option>
            </select>
          </label>
          <label className="field">
            Who, when and how; or why it cannot be done (then the person reads it)
            <textarea name="note" rows={3} required maxLength={4000} />
          </label>
          <Button small>Record it</Button>
        </ToldForm>
      </details>
    </>
  );
}
