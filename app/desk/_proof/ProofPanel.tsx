import type { Staff } from "#app/_auth/staff.ts";
import { Button, ButtonLink } from "#app/_ui/Button.tsx";
import { Details } from "#app/_ui/Details.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import { TextField } from "#app/_ui/TextField.tsx";
import { requestAddress } from "#app/desk/_kit/address.ts";
import { type DeskProof, readDeskProofs, staffWays } from "#lib/request/proofs/desk.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { Moment } from "../_kit/Moment.tsx";
import { proofWords } from "../_kit/words.ts";

const states = {
  asked: { word: "asked for", tone: "ochre" },
  passed: { word: "passed", tone: "moss" },
  failed: { word: "not passed", tone: "brick" },
  withdrawn: { word: "taken back", tone: "slate" },
} as const;

/** How the person showed who they are, and what staff can do where that is little. No quiz: only contacts on file. */
export async function ProofPanel({ reference, staff }: { reference: string; staff: Staff }) {
  if (!allowed(staff.role, "work")) return null;
  const { proofs, reasons, open, mayAsk } = await readDeskProofs(staff, reference);
  if (proofs.length === 0) return null;
  const action = requestAddress(reference, "/proof/act");
  return (
    <section aria-labelledby="proof" className="desk-panel">
      <h2 id="proof">Who asks</h2>
      <ul>
        {proofs.map((one) => (
          <One key={one.askedAt.getTime()} proof={one} />
        ))}
      </ul>
      {reasons.map((reason) => (
        <p key={reason}>{reason} You may ask for a second code.</p>
      ))}
      {open ? (
        <form method="post" action={action}>
          <p>Nothing goes out and nothing is deleted until it is given.</p>
          <Button small second name="act" value="withdraw">
            Take it back
          </Button>
        </form>
      ) : null}
      {mayAsk ? (
        <Details summary="Ask for a second code">
          <form method="post" action={action}>
            <TextField name="why" label="Why one code does not suffice" required maxLength={500} />
            <Button small second name="act" value="ask">
              Ask for it
            </Button>
          </form>
        </Details>
      ) : null}
      {mayAsk || open ? (
        <Details summary="You checked it yourself">
          <form method="post" action={action}>
            <p>Call back on a number on file, or meet. Never ask about facts: others may know them too.</p>
            {staffWays.map((how, at) => (
              <p key={how}>
                <label>
                  <input type="radio" name="how" value={how} required={at === 0} /> {proofWords(how)}
                </label>
              </p>
            ))}
            <TextField name="contact" label="Which contact on file" required maxLength={200} />
            <TextField name="checked" label="What you did" required maxLength={500} />
            <p className="actions">
              <Button small second name="act" value="passed">
                It is them
              </Button>
              <Button small second name="act" value="failed">
                It is not clear
              </Button>
            </p>
          </form>
          <p>
            Only where nothing less suffices:{" "}
            <ButtonLink small second href={requestAddress(reference, "/clock")}>
              ask for a document
            </ButtonLink>
          </p>
        </Details>
      ) : null}
    </section>
  );
}

function One({ proof: { how, state, askedAt, decidedAt, words } }: { proof: DeskProof }) {
  const { word, tone } = states[state];
  return (
    <li>
      {proofWords(how)} <Tag tone={tone}>{word}</Tag> <Moment at={decidedAt ?? askedAt} />
      {words ? <br /> : null}
      {words ? [words.why, words.contact, words.checked].filter((one) => one !== "").join(". ") : null}
    </li>
  );
}
