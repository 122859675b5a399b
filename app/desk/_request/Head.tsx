import type { Staff } from "#app/_auth/staff.ts";
import { textFor } from "#app/_text/text.ts";
import { Button } from "#app/_ui/Button.tsx";
import { DeadlineRuler } from "#app/_ui/ruler/DeadlineRuler.tsx";
import { rulerWords } from "#app/_ui/ruler/words.ts";
import { Tag } from "#app/_ui/Tag.tsx";
import { type Day, dayOf } from "#lib/core/day.ts";
import { currentMap } from "#lib/map/current.ts";
import type { Neighbours } from "#lib/queue/neighbours.ts";
import type { NextStep as Step } from "#lib/request/checklist/next-step.ts";
import type { RequestFile } from "#lib/request/views.ts";
import { requestAddress } from "../_kit/address.ts";
import { Owner } from "../_kit/Owner.tsx";
import { rulerOf } from "../_kit/ruler.ts";
import { regimeWords, rightWords, statusWords } from "../_kit/words.ts";
import { NextStep } from "./NextStep.tsx";
import { Stepper } from "./Stepper.tsx";

type Member = { id: string; name: string };

/** Stage, clock, whose turn: what must be readable in five seconds. */
export function Head({
  file,
  staff,
  members,
  next,
  beside,
}: {
  file: RequestFile;
  staff: Staff;
  members: Member[];
  next: Step;
  /** The list one came from; null where one came from nowhere. */
  beside: (Neighbours & { query: string }) | null;
}) {
  const status = statusWords[file.status];
  const input = rulerOf(file.deadline, file.status, endOf(file));
  return (
    <header className="file-head">
      <div className="file-title">
        <h1>
          {rightWords[file.right]}, <bdi>{file.person.name}</bdi>
        </h1>
        <p className="file-facts">
          <span className="mono">{file.reference}</span>
          <span>{regimeWords(file.regime)}</span>
          {file.brand ? (
            <span>
              asked as <bdi>{file.brand}</bdi>
            </span>
          ) : null}
          <Tag tone={status.tone}>{status.word}</Tag>
        </p>
      </div>
      {beside ? <Beside beside={beside} /> : null}
      <NextStep reference={file.reference} next={next} />
      <Stepper status={file.status} />
      <DeadlineRuler input={input} words={rulerWords(textFor("en"), input, "desk")} />
      <Assign file={file} staff={staff} members={members} />
    </header>
  );
}

/** On to the request before and after this one in the list one came from. */
function Beside({ beside: { previous, next, query } }: { beside: Neighbours & { query: string } }) {
  const to = (reference: string) => `${requestAddress(reference)}?q=${encodeURIComponent(query)}`;
  return (
    <nav className="beside" aria-label="In the list you came from">
      {previous ? (
        <a href={to(previous)} rel="prev" data-key="k">
          Previous <kbd>k</kbd>
        </a>
      ) : (
        <span className="faint">First of the list</span>
      )}
      {next ? (
        <a href={to(next)} rel="next" data-key="j">
          Next <kbd>j</kbd>
        </a>
      ) : (
        <span className="faint">Last of the list</span>
      )}
    </nav>
  );
}

const ends = new Set(["answer_ready", "cancelled", "lapsed", "refused"]);

/** The civil day on which the last answer was ready, or the request ended otherwise. */
function endOf({ timeline }: RequestFile): Day | null {
  const end = timeline.findLast((entry) => ends.has(entry.kind));
  return end ? dayOf(end.at, currentMap().company.timezone) : null;
}

function Assign({ file, staff, members }: { file: RequestFile; staff: Staff; members: Member[] }) {
  const action = requestAddress(file.reference, "/assign");
  const mine = file.owner?.name === staff.name;
  return (
    <div className="assign">
      <p>
        <span className="faint">Owner</span> <Owner owner={file.owner} full />
      </p>
      {file.may.assign ? (
        <>
          {mine ? null : (
            <form action={action} method="post">
              <input type="hidden" name="owner" value="me" />
              <Button second small data-key="i">
                Assign to me <kbd>i</kbd>
              </Button>
            </form>
          )}
          <form action={action} method="post" className="assign-other">
            <select name="owner" aria-label="Give it to" defaultValue="" data-key="a">
              <option value="">Nobody</option>
              {members.map((member) => (
                <option key={member.id} value={member.id}>
                  {member.name}
                </option>
              ))}
            </select>
            <Button second small>
              Give
            </Button>
          </form>
        </>
      ) : null}
    </div>
  );
}
