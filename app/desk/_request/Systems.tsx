import type { ReactNode } from "react";
import { Button } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import type { Diagnostics } from "#lib/fanout/diagnostics.ts";
import type { RequestFile } from "#lib/request/views.ts";
import { requestAddress } from "../_kit/address.ts";
import { Moment } from "../_kit/Moment.tsx";
import { counted, systemWords } from "../_kit/words.ts";
import { CopyButton } from "../_systems/CopyButton.tsx";

type System = RequestFile["systems"][number];

/** Every system on the plan: what it said, what is in the way, and what it found. */
export function Systems({ file, diagnostics }: { file: RequestFile; diagnostics: readonly Diagnostics[] }) {
  return (
    <section aria-labelledby="systems">
      <div className="section-head">
        <h2 id="systems">Systems</h2>
        {file.systems.length > 0 ? (
          <a href={requestAddress(file.reference, "/diagnostics")} download>
            All diagnostics as text
          </a>
        ) : null}
      </div>
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
              <Standing system={system} file={file} />
              <Story system={system} reference={file.reference} />
              <Collections system={system} reference={file.reference} seen={file.may.reveal} />
              <Diagnosis told={diagnostics.find(({ taskId }) => taskId === system.taskId)} />
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

/** Who answers for it, when it was asked and answered, how often it was tried, and what waits for people there. */
function Standing({ system, file }: { system: System; file: RequestFile }) {
  const waiting = file.humanTasks.filter(
    ({ systemTitle, state }) => systemTitle === system.title && state !== "answered",
  );
  return (
    <dl className="system-facts">
      <Fact name="Owner">{system.owner}</Fact>
      {system.askedAt ? (
        <Fact name="Asked">
          <Moment at={system.askedAt} />
        </Fact>
      ) : null}
      {system.answeredAt ? (
        <Fact name="Answered">
          <Moment at={system.answeredAt} />
        </Fact>
      ) : null}
      {system.attempts > 0 ? <Fact name="Tries">{system.attempts.toLocaleString("en-GB")}</Fact> : null}
      {waiting.length > 0 ? (
        <Fact name="Open task">
          <a href="#tasks">{waiting.map(({ title }) => title).join(", ")}</a>
        </Fact>
      ) : null}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A text to hand to whoever runs the system. It holds no personal data. */
function Diagnosis({ told }: { told: Diagnostics | undefined }) {
  if (!told) return null;
  const id = `diagnostics-${told.taskId}`;
  return (
    <details className="diagnosis">
      <summary>
        Diagnostics<span className="hidden-words"> of {told.title}</span>
      </summary>
      <p className="faint">Codes, times and counts. No personal data: it may be handed on.</p>
      <textarea
        id={id}
        readOnly
        rows={10}
        defaultValue={told.text}
        aria-label={`Diagnostics of ${told.title}`}
      />
      <CopyButton from={id} />
    </details>
  );
}

function Story({ system, reference }: { system: System; reference: string }) {
  if (system.state === "needs_decision") {
    return (
      <p className="system-story">
        Whose records these are is for you to say: above, or on{" "}
        <a href={requestAddress(reference, "/person")}>the person's page</a>.
      </p>
    );
  }
  if (system.state !== "trouble") return null;
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

function Collections({
  system,
  reference,
  seen,
}: {
  system: System;
  reference: string;
  /** False for a role that may not see what was found: it reads names and counts only. */
  seen: boolean;
}) {
  const held = system.collections.filter(({ records, files }) => records > 0 || files > 0);
  if (held.length === 0) return null;
  const list = (some: typeof held) => (
    <ul className="collections">
      {some.map((one) => (
        <Collection
          key={one.name}
          one={one}
          href={
            seen
              ? requestAddress(
                  reference,
                  `/findings/${encodeURIComponent(system.systemId)}/${encodeURIComponent(one.name)}`,
                )
              : null
          }
        />
      ))}
    </ul>
  );
  if (held.length <= shownKinds + 1) return list(held);
  return (
    <>
      {list(held.slice(0, shownKinds))}
      <details>
        <summary>
          {held.length - shownKinds} more kinds<span className="hidden-words"> in {system.title}</span>
        </summary>
        {list(held.slice(shownKinds))}
      </details>
    </>
  );
}

/** Kinds of data that are shown of a system; the rest is folded. */
const shownKinds = 6;

function Collection({ one, href }: { one: System["collections"][number]; href: string | null }) {
  return (
    <li>
      {href === null ? <span>{one.label}</span> : <a href={href}>{one.label}</a>}
      <span className="faint">
        {one.records.toLocaleString("en-GB")}
        {one.files > 0 ? ` + ${counted(one.files, "file", "files")}` : ""}
      </span>
    </li>
  );
}
