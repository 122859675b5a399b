import { Button } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import type { RequestFile } from "#lib/request/views.ts";
import { requestAddress } from "../_kit/address.ts";
import { Moment } from "../_kit/Moment.tsx";
import { counted, systemWords } from "../_kit/words.ts";

type System = RequestFile["systems"][number];

/** Every system on the plan: what it said, what is in the way, and what it found. */
export function Systems({ file }: { file: RequestFile }) {
  return (
    <section aria-labelledby="systems">
      <h2 id="systems">Systems</h2>
      {file.systems.length === 0 ? (
        <p>No system is asked before the person has proven who they are.</p>
      ) : (
        <ul className="systems">
          {file.systems.map((system) => (
            <li key={system.taskId}>
              <div className="system-line">
                <h3>{system.title}</h3>
                <Tag tone={systemWords[system.state].tone}>{systemWords[system.state].word}</Tag>
                <span className="system-count">{amount(system)}</span>
              </div>
              <Story system={system} reference={file.reference} />
              <Collections system={system} reference={file.reference} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function amount({ records, files }: System): string {
  if (records === 0 && files === 0) return "";
  const parts = [counted(records, "record", "records")];
  if (files > 0) parts.push(counted(files, "file", "files"));
  return parts.join(", ");
}

function Story({ system, reference }: { system: System; reference: string }) {
  if (system.state === "waiting_for_person" && system.askedAt) {
    return (
      <p className="system-story">
        Its owner was asked on <Moment at={system.askedAt} />.
      </p>
    );
  }
  if (system.state === "needs_decision") {
    return (
      <p className="system-story">
        Whose records these are is for you to say: above, or on{" "}
        <a href={requestAddress(reference, "/person")}>the person's page</a>.
      </p>
    );
  }
  if (system.state !== "trouble") {
    return system.answeredAt ? (
      <p className="system-story faint">
        Answered <Moment at={system.answeredAt} />
        {system.attempts > 1 ? `, after ${system.attempts} tries` : ""}
      </p>
    ) : null;
  }
  return (
    <div className="system-trouble">
      <p>
        {system.cause ?? "It does not answer."} {counted(system.attempts, "try", "tries")} so far.{" "}
        {system.nextTryAt ? (
          <>
            Next try: <Moment at={system.nextTryAt} />.
          </>
        ) : null}
      </p>
      <form action={requestAddress(reference, "/retry")} method="post">
        <input type="hidden" name="task" value={system.taskId} />
        <Button second small>
          Try now
        </Button>
      </form>
    </div>
  );
}

function Collections({ system, reference }: { system: System; reference: string }) {
  const held = system.collections.filter(({ records, files }) => records > 0 || files > 0);
  if (held.length === 0) return null;
  return (
    <ul className="collections">
      {held.map(({ name, label, records, files }) => (
        <li key={name}>
          <a
            href={requestAddress(
              reference,
              `/findings/${encodeURIComponent(system.systemId)}/${encodeURIComponent(name)}`,
            )}
          >
            {label}
          </a>
          <span className="faint">
            {records.toLocaleString("en-GB")}
            {files > 0 ? ` + ${counted(files, "file", "files")}` : ""}
          </span>
        </li>
      ))}
    </ul>
  );
}
