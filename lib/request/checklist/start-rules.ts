import { behalfRules } from "#lib/law/duties/behalf.ts";
import { verificationCeiling } from "#lib/law/duties/verification.ts";
import { cite, ours } from "./cites.ts";
import { type ChecklistFacts, isAnswered, isGone, onDay } from "./facts.ts";
import { done, later, notNeeded, open, type Rule } from "./line.ts";

const ceiling = ({ law, right }: ChecklistFacts) => verificationCeiling(law, right);

function receiptAskedBy({ regime, right, received }: ChecklistFacts) {
  if (right === "complaint" && regime?.complaint && regime.complaint.from <= received)
    return regime.complaint.acknowledgement.source;
  const rule = regime?.acknowledgement;
  return rule?.rights.includes(right) && (rule.from ?? received) <= received ? rule.source : null;
}

/** What is done before anybody is searched for: receipt, who asks, whether they may, questions, fee, more time. */
export const startRules: readonly Rule[] = [
  {
    id: "receipt",
    part: "start",
    title: "Confirm that it came",
    where: "/receipt",
    blocking: false,
    asked: (facts) => receiptAskedBy(facts) ?? ours("Our own promise: every request is confirmed"),
    judge: (facts) =>
      facts.acknowledged
        ? done(`Confirmed on ${onDay(facts.acknowledged)}.`)
        : isGone(facts)
          ? notNeeded("It ended before.")
          : receiptAskedBy(facts)
            ? open("The confirmation goes out with the first step of the work.")
            : later("The confirmation goes out with the first step of the work."),
  },
  {
    id: "proof",
    part: "start",
    title: "Know who asks, by the least that suffices",
    where: "/clock",
    blocking: true,
    asked: (facts) => ceiling(facts).source,
    judge: (facts) => {
      const { proof } = facts;
      if (proof.moreAsked) return open("More proof was asked for and is not here yet.");
      if (proof.how) return done(`Shown: ${proof.how.replaceAll("_", " ")}.`);
      if (ceiling(facts).most === "nothing") return notNeeded("No proof may be asked for this right.");
      return isGone(facts)
        ? notNeeded("It ended before.")
        : open("Nobody has shown yet that they are the person.");
    },
  },
  {
    id: "declaration",
    part: "start",
    title: "Specific pieces: the account, or a signed declaration",
    where: "/clock",
    blocking: false,
    asked: (facts) =>
      facts.right === "access" || facts.right === "portability"
        ? cite({
            US_CA_CCPA: "California Code of Regulations, title 11, sections 7061 and 7062(c)",
          })(facts)
        : null,
    judge: ({ proof }) => {
      if (proof.declaration) return done("A signed declaration is here.");
      if (proof.how === "sign_in" || proof.how === "passkey")
        return done("They asked from their account and signed in again.");
      if (proof.how === null) return later("Comes once they have shown who they are.");
      return open("A code alone may be too little for specific pieces. Ask for a declaration.");
    },
  },
  {
    id: "behalf",
    part: "start",
    title: "May they ask for somebody else?",
    where: "/behalf",
    blocking: true,
    asked: ({ behalf, law }) => (behalf ? behalfRules(law)[behalf.relation].source : null),
    judge: ({ behalf }) =>
      behalf?.state === "accepted"
        ? done("The authority was accepted.")
        : behalf?.state === "open"
          ? open("The authority is not decided yet.")
          : open("They may not ask. Nothing goes to them."),
  },
  {
    id: "documents",
    part: "start",
    title: "Delete what was sent to show who asks",
    where: "/clock",
    blocking: false,
    asked: (facts) => (facts.documents.kept + facts.documents.deleted > 0 ? ceiling(facts).source : null),
    judge: ({ documents, ...facts }) => {
      if (documents.kept === 0) return done("Deleted. Only the decision is kept.");
      return isAnswered(facts) || isGone(facts)
        ? open("The decision is made, and a document is still kept.")
        : later("Deleted when the decision is made.");
    },
  },
  {
    id: "questions",
    part: "start",
    title: "Questions to the person",
    where: "/clock",
    blocking: false,
    asked: ({ questions, regime }) =>
      questions.open + questions.toJudge > 0 ? (regime?.pause.source ?? ours()) : null,
    judge: ({ questions }) =>
      questions.toJudge > 0
        ? open("An answer came. Say whether it suffices.")
        : open("The person has not answered yet."),
  },
  {
    id: "fee",
    part: "start",
    title: "A fee is told before it is charged",
    where: "/clock",
    blocking: false,
    asked: ({ fee, regime }) => (fee === null ? null : (regime?.fee.source ?? ours())),
    judge: ({ fee }) => {
      if (fee === "proposed") return open("A second person must agree before it is asked.");
      if (fee === "asked") return open("It was told. The person may still withdraw.");
      return done(fee === "paid" ? "Told, and paid." : "No fee is charged.");
    },
  },
  {
    id: "more_time",
    part: "start",
    title: "More time is told before the first day is over",
    where: "/clock",
    blocking: false,
    asked: ({ regime, right }) =>
      regime?.extension && regime.rights[right]?.extendable !== false ? regime.extension.source : null,
    judge: ({ moreTime }) =>
      moreTime.told
        ? done(`Told on ${onDay(moreTime.told)}.`)
        : notNeeded(
            moreTime.until
              ? `None was taken. It can be told until ${onDay(moreTime.until)}.`
              : "None was taken. It cannot be told any more.",
          ),
  },
];
