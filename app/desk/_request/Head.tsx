import type { Staff } from "#app/_auth/staff.ts";
import { textFor } from "#app/_text/text.ts";
import { Button } from "#app/_ui/Button.tsx";
import { DeadlineRuler } from "#app/_ui/ruler/DeadlineRuler.tsx";
import { rulerWords } from "#app/_ui/ruler/words.ts";
import { Tag } from "#app/_ui/Tag.tsx";
import { type Day, dayOf } from "#lib/core/day.ts";
import { currentMap } from "#lib/map/current.ts";
import type { RequestFile } from "#lib/request/views.ts";
import { requestAddress } from "../_kit/address.ts";
import { Owner } from "../_kit/Owner.tsx";
import { rulerOf } from "../_kit/ruler.ts";
import { regimeWords, rightWords, statusWords } from "../_kit/words.ts";
import { Stepper } from "./Stepper.tsx";

type Member = { id: string; name: string };

/** Stage, clock, whose turn: what must be readable in five seconds. */
export function Head({ file, staff, members }: { file: RequestFile; staff: Staff; members: Member[] }) {
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
      <Stepper status={file.status} />
      <DeadlineRuler input={input} words={rulerWords(textFor("en"), input, "desk")} />
      <Assign file={file} staff={staff} members={members} />
    </header>
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
            <select name="owner" aria-label="Give it to" defaultValue="">
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
