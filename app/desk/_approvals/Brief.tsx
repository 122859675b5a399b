import type { Approval } from "#lib/decision/approvals.ts";
import { noticeHouse } from "#lib/notice/house.ts";
import { renderMail } from "#lib/notice/mail/render.ts";
import { spamWords } from "../_bulk/words.ts";
import { NoticeLetter } from "../_decide/NoticeLetter.tsx";
import { NoticePreview } from "../_decide/NoticePreview.tsx";
import { Proposed } from "../_decide/Proposed.tsx";
import { requestAddress } from "../_kit/address.ts";
import { Moment } from "../_kit/Moment.tsx";
import { rightWords } from "../_kit/words.ts";
import { Acts } from "./Acts.tsx";
import { FactRows, feeRows, receiptRows } from "./FactRows.tsx";
import { titles } from "./items.ts";
import { Leaves } from "./Leaves.tsx";
import type { Brief as More } from "./load.ts";
import { CorrectionPlan, ErasurePlan } from "./Plans.tsx";

/** One thing that waits, whole on one page: what is agreed to, why, what leaves or goes, and what the person will read. */
export function Brief({ approval, more, next }: { approval: Approval; more: More; next: string | null }) {
  const { reference, right, person, by, at, safeDue, mayNot } = approval;
  const id = `${approval.kind}-${reference}`;
  return (
    <section aria-labelledby={id} className="triage-open approval-brief">
      <h2 id={id}>
        {titles[approval.kind]}: <a href={requestAddress(reference)}>{reference}</a>
      </h2>
      <p className="triage-facts">
        <span>
          {rightWords[right]}, <bdi>{person}</bdi>
        </span>
        <span>
          Proposed by <bdi>{by}</bdi>, <Moment at={at} />
        </span>
        <span>Due {safeDue}</span>
      </p>
      <What approval={approval} more={more} id={id} />
      {mayNot ? (
        <p className="approval-not">{mayNot}</p>
      ) : (
        <Acts approval={approval} more={more} next={next} />
      )}
    </section>
  );
}

function What({ approval, more, id }: { approval: Approval; more: More; id: string }) {
  switch (approval.kind) {
    case "decision":
      return (
        <>
          <section aria-labelledby={`${id}-what`}>
            <h3 id={`${id}-what`}>What you agree to</h3>
            <Proposed
              content={approval.work.content}
              right={approval.right}
              grounds={approval.work.grounds}
            />
          </section>
          <Leaves approval={approval} more={more} id={id} />
          <NoticePreview work={approval.work} id={id} />
        </>
      );
    case "fee":
      return (
        <>
          <FactRows rows={feeRows(approval)} />
          <NoticeLetter preview={approval.preview} brandId={approval.brandId} id={id} />
        </>
      );
    case "receipt":
      return (
        <>
          <FactRows rows={receiptRows(approval)} />
          <p>The last days follow the new day by law. The person is told both by mail, in their language.</p>
        </>
      );
    case "erasure":
      return <ErasurePlan approval={approval} desk={more.erasure} />;
    case "rectification":
      return <CorrectionPlan approval={approval} desk={more.corrections} />;
    case "spam":
      return <Spam approval={approval} id={id} />;
  }
}

function Spam({ approval, id }: { approval: Extract<Approval, { kind: "spam" }>; id: string }) {
  const { language, brandId, reference, why } = approval;
  const mail = renderMail("closed_spam", language, { reference }, noticeHouse(brandId));
  return (
    <>
      <FactRows
        rows={[
          ["Because", spamWords[why]],
          [
            "What becomes of it",
            "The request is closed. Nobody proved who they are. It can be opened again.",
          ],
        ]}
      />
      <section aria-labelledby={`${id}-mail`}>
        <h3 id={`${id}-mail`}>The mail, as the sender reads it</h3>
        <article lang={language} dir="auto" className="decide-letter decide-text">
          {`${mail.subject}\n\n${mail.text}`}
        </article>
      </section>
    </>
  );
}
