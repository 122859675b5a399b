import { Button } from "#app/_ui/Button.tsx";
import type { ErasureDesk } from "#lib/erasure/desk.ts";
import { Moment } from "../_kit/Moment.tsx";
import { counted } from "../_kit/words.ts";
import { EraseForm } from "./EraseForm.tsx";

/** What was found again of somebody who was erased: staff plan it again, or leave it. */
export function CameBack({ desk }: { desk: ErasureDesk }) {
  const { cameBack, reference, may } = desk;
  if (cameBack.length === 0) return null;
  const open = cameBack.filter((one) => one.state === "open");
  return (
    <section aria-labelledby="came-back" className="desk-panel desk-panel-plum">
      <h2 id="came-back">It came back</h2>
      {cameBack.map((one) => (
        <div key={`${one.systemId} ${one.state}`}>
          <p>
            {one.title}: {counted(one.records, "record", "records")} of this person, found{" "}
            <Moment at={one.since} />.
            {one.newer > 0 ? ` ${one.newer} in an account that was opened after the erasure.` : ""}
            {one.state === "planned" ? " A new plan lists them." : ""}
          </p>
          {may.work && one.state === "open" ? (
            <EraseForm reference={reference} act="leave" hidden={{ system: one.systemId }}>
              <Button small second>
                Leave it as it is
              </Button>
            </EraseForm>
          ) : null}
        </div>
      ))}
      {may.work && open.length > 0 ? (
        <EraseForm reference={reference} act="plan_again">
          <p>
            Look at it in the system first. A new account is left. What a backup or another system brought
            back is planned again.
          </p>
          <Button small>Plan it again</Button>
        </EraseForm>
      ) : null}
    </section>
  );
}
