import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Brief } from "#app/desk/_approvals/Brief.tsx";
import { itemsOf, placeOfApproval, placeOfBatch } from "#app/desk/_approvals/items.ts";
import { loadBrief } from "#app/desk/_approvals/load.ts";
import { WaitingList } from "#app/desk/_approvals/WaitingList.tsx";
import { ToApprove } from "#app/desk/_batches/ToApprove.tsx";
import { DeskTools } from "#app/desk/_kit/DeskTools.tsx";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { counted } from "#app/desk/_kit/words.ts";
import { listApprovals } from "#lib/decision/approvals.ts";
import { batchesToApprove } from "#lib/erasure/batch/desk.ts";
import { policyToApprove } from "#lib/policy/read.ts";
import { countUnreadGlass } from "#lib/request/break-glass.ts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

async function load(wanted: unknown) {
  const staff = await requireStaff();
  const approvals = await orNull(listApprovals(staff));
  if (!approvals) return { staff, waiting: null };
  const batches = await batchesToApprove(staff);
  const items = itemsOf(approvals, batches);
  const here = items.find(({ at }) => at === wanted)?.at ?? items[0]?.at ?? null;
  const approval = approvals.find((one) => placeOfApproval(one) === here) ?? null;
  const batch = batches.find((one) => placeOfBatch(one) === here) ?? null;
  const place = items.findIndex(({ at }) => at === here);
  const next = (items[place + 1] ?? items[place - 1])?.at ?? null;
  const more = approval && (await loadBrief(staff, approval));
  return {
    staff,
    waiting: {
      items,
      here,
      approval,
      batch,
      more,
      next,
      glass: await countUnreadGlass(staff),
      policy: await policyToApprove(staff),
    },
  };
}

/** What one person proposed and another must agree to: a list of its own, and one page for each that says all of it. */
export default async function ApprovalsPage({ searchParams }: Props) {
  const { at } = await searchParams;
  const { staff, waiting } = await made("/desk/approvals", () => load(at));
  if (!waiting) return <NotHere staff={staff} />;
  const { items, here, approval, batch, more, next, glass, policy } = waiting;
  return (
    <Frame title="Approvals" staff={staff} back={{ href: "/desk", words: "Queue" }} wide>
      <div className="triage-head">
        <h1>Approvals</h1>
        <p className="approval-head-words">
          {items.length === 0
            ? "Nothing waits for a second person."
            : `${counted(items.length, "waits", "wait")} for a second person, the nearest due day first.`}
          {policy ? (
            <>
              {" "}
              <a href="/desk/policy">
                Version {policy.version.number} of how the house works waits for a second person.
              </a>
            </>
          ) : null}
          {glass > 0 ? (
            <>
              {" "}
              <a href="/desk/team/glass">
                {counted(glass, "glass was broken", "glasses were broken")} and nobody has read why.
              </a>
            </>
          ) : null}
        </p>
        <DeskTools staff={staff} />
      </div>
      <NoticeBox notice={await readNotice()} />
      {here === null ? (
        <p className="triage-empty">
          Two people decide what weighs: a refusal as unfounded or excessive, a fee for one, a day of receipt,
          an erasure, spam. Go on with <a href="/desk">the queue</a>.
        </p>
      ) : (
        <div className="triage">
          <WaitingList items={items} here={here} />
          {approval && more ? <Brief approval={approval} more={more} next={next} /> : null}
          {batch ? (
            <div className="triage-open">
              <ToApprove waiting={batch} />
            </div>
          ) : null}
        </div>
      )}
    </Frame>
  );
}
