import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Button } from "#app/_ui/Button.tsx";
import { SelectField, TextArea } from "#app/_ui/TextField.tsx";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import type { ReviewOutcome } from "#lib/request/review-words.ts";
import { type Reviewed, reviewFile } from "#lib/review/read.ts";
import { allowed } from "#lib/staff/permissions.ts";

type Props = { params: Promise<{ ref: string }> };

const outcomes: Record<ReviewOutcome, string> = {
  stands: "It stays as it is",
  changed: "It was changed",
  set_aside: "It does not count any more",
  never_made: "It was never made about this person",
};

/** Each automated decision that the map names, for a person to look at again. */
export default async function ReviewPage({ params }: Props) {
  const reference = referenceFrom((await params).ref);
  const { staff, file } = await made("/desk", async () => {
    const staff = await requireStaff();
    return { staff, file: await orNull(reviewFile(staff, reference)) };
  });
  if (!file) return <NotHere staff={staff} />;
  return (
    <Frame
      title={`Review: ${reference}`}
      staff={staff}
      back={{ href: requestAddress(reference), words: reference }}
    >
      <NoticeBox notice={await readNotice()} />
      <header className="findings-head">
        <h1>Decisions made by machines</h1>
        <p>
          A person who may change the decision looks at it again, with what the person says about it (Article
          22(3) GDPR). What you write for them is in the answer, word for word.
        </p>
      </header>
      <div className="receipt-body">
        {file.said === "" ? null : (
          <section aria-labelledby="said">
            <h2 id="said">What the person says</h2>
            <p className="said">{file.said}</p>
          </section>
        )}
        {file.decisions.length === 0 ? (
          <p>
            The data map names no automated decision. Look in each system by hand, and add what you find to
            the map under <code>automated_decisions</code>.
          </p>
        ) : null}
        {file.decisions.map((one) => (
          <OneDecision
            key={`${one.system.id}/${one.decision.id}`}
            reference={reference}
            one={one}
            mayRecord={file.open && allowed(staff.role, "work")}
          />
        ))}
      </div>
    </Frame>
  );
}

function OneDecision({
  reference,
  one,
  mayRecord,
}: {
  reference: string;
  one: Reviewed;
  mayRecord: boolean;
}) {
  const { system, decision, review } = one;
  const id = `${system.id}-${decision.id}`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{decision.title}</h2>
      <dl className="facts">
        <dt>System</dt>
        <dd>{system.title}</dd>
        <dt>What is decided</dt>
        <dd>{decision.what}</dd>
        <dt>How</dt>
        <dd>{decision.logic}</dd>
        <dt>What it means</dt>
        <dd>{decision.consequences}</dd>
        <dt>Found</dt>
        <dd>{review ? `${outcomes[review.outcome]}. ${review.told}` : "Nobody has looked yet"}</dd>
        {review ? (
          <>
            <dt>Looked at</dt>
            <dd>{review.lookedAt}</dd>
          </>
        ) : null}
      </dl>
      {mayRecord ? (
        <details open={review === null}>
          <summary>{review ? "Look at it once more" : "Record what you found"}</summary>
          <form method="post" action={requestAddress(reference, "/review/record")}>
            <input type="hidden" name="system" value={system.id} />
            <input type="hidden" name="decision" value={decision.id} />
            <SelectField name="outcome" label="What you found" defaultValue="">
              <option value="">Choose</option>
              {Object.entries(outcomes).map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </SelectField>
            <TextArea
              name="lookedAt"
              label="What you looked at"
              hint="For the file: records, rules, what the person says."
              rows={3}
              maxLength={3000}
            />
            <TextArea
              name="told"
              label="What weighed for this person"
              hint="The person reads this. Plain words: what counted most, and what it comes to."
              rows={4}
              maxLength={3000}
            />
            <Button>Record it</Button>
          </form>
        </details>
      ) : null}
    </section>
  );
}
