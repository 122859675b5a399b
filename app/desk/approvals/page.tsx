import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { ApprovalItem } from "#app/desk/_approvals/ApprovalItem.tsx";
import { ToApprove } from "#app/desk/_batches/ToApprove.tsx";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { listApprovals } from "#lib/decision/approvals.ts";
import { batchesToApprove } from "#lib/erasure/batch/desk.ts";

/** What one person proposed and another must agree to: decisions, fees, days of receipt, erasures. */
export default async function ApprovalsPage() {
  const { staff, approvals, batches } = await made("/desk/approvals", async () => {
    const staff = await requireStaff();
    const approvals = await orNull(listApprovals(staff));
    return { staff, approvals, batches: approvals && (await batchesToApprove(staff)) };
  });
  if (!approvals || !batches) return <NotHere staff={staff} />;
  return (
    <Frame title="Approvals" staff={staff} back={{ href: "/desk", words: "Queue" }}>
      <NoticeBox notice={await readNotice()} />
      <h1>Approvals</h1>
      {approvals.length + batches.length === 0 ? (
        <p>Nothing waits for a second person.</p>
      ) : (
        <p className="law-sum">
          Two people decide what weighs: a refusal as unfounded or excessive, a fee for one, a day of receipt,
          an erasure. The nearest due day stands first.
        </p>
      )}
      {approvals.map((approval, at) => (
        <ApprovalItem
          key={`${approval.kind} ${approval.reference}`}
          approval={approval}
          first={at === approvals.findIndex(({ kind, mayNot }) => kind !== "erasure" && mayNot === null)}
        />
      ))}
      {batches.map((waiting) => (
        <ToApprove key={waiting.batch.id} waiting={waiting} />
      ))}
    </Frame>
  );
}
