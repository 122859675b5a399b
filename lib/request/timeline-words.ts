import type { AuditEvent } from "#lib/audit/events.ts";
import { dayInWords } from "#lib/core/day.ts";
import { lawNamed } from "#lib/law/regimes/all.ts";
import { actWords } from "./acts/words.ts";
import { behalfWords } from "./behalf-words.ts";
import { revealedWords, revealReasonWords } from "./reveal-words.ts";
import { toldWords } from "./told-words.ts";

/** A code of ours in words. */
const plain = (code: string) => code.replaceAll("_", " ");

type Told = {
  [K in AuditEvent["kind"]]: (
    event: Extract<AuditEvent, { kind: K }>,
    title: (id: string) => string,
  ) => string;
};

const lawShort = (law: string) => lawNamed(law)?.short ?? "our own policy";

/** What a correction is about: a fact of the vocabulary, or a field by its place. */
const aboutWords = (about: string) => about.slice(about.indexOf(".") + 1).replaceAll("_", " ");

/** Every event in words for the desk. A new event leads here by a compiler error. */
export const deskWords: Told = {
  ...actWords,
  request_filed: (e) => `Request filed. We answer by ${dayInWords(e.safeDue, "en")}.`,
  code_sent: () => "A code was sent to the person's address.",
  address_changed: () => "The person put their address right before it was proven.",
  proof_asked: () => "A further check of who asks was asked for.",
  proof_decided: (e) => `A further check of who asks: ${e.state}.`,
  code_wrong: () => "A wrong or spent code was typed.",
  identity_proven: () => "The person proved that the mailbox is theirs.",
  plan_frozen: (e) => `Plan frozen: ${e.systems.length} systems are asked.`,
  system_located: (e, t) => `${t(e.system)} was asked: ${e.keys} keys, ${e.identifiers} further identifiers.`,
  identifier_found: (e, t) => `${t(e.system)} also knows them by another ${plain(e.identifierKind)}.`,
  shared_identifier: (e, t) =>
    `${t(e.system)}: one ${e.identifierKind} leads to ${e.people} people. The walk stopped; decide who it is.`,
  shared_decided: (e, t) => `${t(e.system)}: decided by staff, ${e.kept} kept.`,
  system_collected: (e, t) => `${t(e.system)} answered: ${e.records} records, ${e.files} files.`,
  nothing_held: (e, t) => `${t(e.system)} holds nothing.`,
  system_trouble: (e, t) => `${t(e.system)} is in trouble (${plain(e.code)}). It is tried again.`,
  system_recovered: (e, t) => `${t(e.system)} answers again.`,
  system_stopped: (e, t) => `${t(e.system)} has stopped (${plain(e.code)}) and waits for staff.`,
  limit_decided: (e, t) =>
    `${t(e.system)}: staff let ${e.use === "all" ? "all" : "none"} of its many identifiers be used.`,
  links_proposed: (e, t) =>
    `${t(e.system)} shares no key. Alike there: ${e.automatic} strongly, ${e.possible} possibly.`,
  too_many_alike: (e, t) =>
    `${t(e.system)} shares no key, and too many people there are alike to be looked at. Nobody was proposed.`,
  revealed: (e) =>
    `${revealedWords(e.field)} was shown${e.why === null ? "" : `: ${revealReasonWords(e.why).toLowerCase()}`}.`,
  links_viewed: () => "People who are alike were looked at.",
  link_used: (e, t) =>
    `${t(e.system)}: one person is alike enough to look at; nothing leaves before staff confirm it.`,
  link_decided: (e, t) =>
    `${t(e.system)}: a likeness was ${e.verdict}${e.remembered ? ", as staff decided before" : " by staff"}.`,
  split: (e, t) => `${t(e.system)}: taken off this person (${plain(e.what)}).`,
  decision_undone: (e, t) => `${t(e.system)}: a decision was taken back (${e.verdict}).`,
  collect_again_asked: (e, t) => `${t(e.system)} is collected again.`,
  snapshot_viewed: () => "What the systems say about the person was looked at.",
  feed_read: () => "A program of the person read what was released to them.",
  person_asked: (e, t) =>
    `${t(e.system)}: ${e.of === "owner" ? "its owner was asked" : "the desk was asked"}.`,
  person_answered: (e, t) => `${t(e.system)}: its owner answered (${plain(e.answer)}), ${e.records} records.`,
  act_recorded: (e, t) => `${t(e.system)}: done by hand, ${plain(e.outcome)}.`,
  all_collected: (e) => `All ${e.systems} systems have answered, ${e.records} records.`,
  findings_viewed: (e, t) => `Findings of ${t(e.system)} (${e.collection}) were looked at.`,
  released: (e) => (e.partial ? "What is here was released ahead." : "The answer was released."),
  bundle_trouble: (e) => `Bundle ${e.bundle} could not be built (${plain(e.code)}). It is tried again.`,
  bundle_retry_asked: (e) => `Bundle ${e.bundle} is tried again now.`,
  bundle_built: (e) => `Bundle ${e.bundle} is built: ${e.files} files.`,
  answer_ready: () => "The answer is ready for the person.",
  handed_over: (e) => `Bundle ${e.bundle} was downloaded.`,
  files_withdrawn: () => "All downloads were withdrawn. They open for nobody any more.",
  link_renewed: () => "The download was opened again.",
  notice_sent: (e) => `A mail was sent: ${plain(e.notice)}.`,
  notice_failed: (e) => `A mail could not be delivered: ${plain(e.notice)}.`,
  retry_asked: (e, t) => `${t(e.system)} is tried again now.`,
  assigned: (e) => (e.to === null ? "The request belongs to nobody." : "The request was assigned."),
  acknowledged: () => "Receipt was confirmed to the person.",
  logged_by_staff: (e) =>
    `Logged by staff: it came by ${plain(e.channel)} on ${dayInWords(e.receivedDay, "en")}.`,
  split_into: (e) => `The message also asks for: ${e.rights.map((right) => plain(right)).join(", ")}.`,
  question_asked: (e) =>
    `The person was asked about ${e.about}. ${e.stops.length > 0 ? `The clock waits under ${e.stops.map(lawShort).join(", ")}.` : "The clock runs on."}`,
  question_answered: (e) =>
    `The person answered the question about ${e.about}${e.document ? ", with a document" : ""}.`,
  question_judged: (e) => `The answer about ${e.about} was found ${plain(e.verdict)}.`,
  document_deleted: () => "A document sent as proof was deleted.",
  document_viewed: () => "A document sent as proof was looked at.",
  extended: (e) =>
    `The person was told that it takes longer (${plain(e.reason)}): ${dayInWords(e.to, "en")} instead of ${dayInWords(e.from, "en")}.`,
  receipt_correction: (e) =>
    `A correction of the day of receipt was ${e.step}: ${dayInWords(e.from, "en")} to ${dayInWords(e.to, "en")}.`,
  law_corrected: (e) => `The laws that count were corrected: ${e.to.map(lawShort).join(", ")}.`,
  fee: (e) => `A fee was ${e.step} (${plain(e.reason)}).`,
  alert_raised: (e) => `Alert: ${plain(e.mark)} (${plain(e.clock)})${e.late ? ", late" : ""}.`,
  deadline_breached: (e) =>
    `The last day under ${lawShort(e.law)} has passed (${plain(e.clock)}): ${dayInWords(e.legalDue, "en")}.`,
  alert_seen: (e) => `An alert was seen (${plain(e.mark)}).`,
  decision: (e) =>
    `Decision ${plain(e.step)}: ${plain(e.outcome)}${e.grounds.length > 0 ? ` (${e.grounds.map((ground) => plain(ground)).join(", ")})` : ""}.`,
  appeal_filed: () => "The person appealed.",
  complaint_filed: () => "The person complained.",
  refused: () => "The request was refused, and the person was told.",
  figures_published: (e) => `The figures of ${e.year} under ${lawShort(e.law)} were published.`,
  figures_withdrawn: (e) => `The figures of ${e.year} under ${lawShort(e.law)} were withdrawn.`,
  choice_kept: (e) => `The choice is kept for good: ${plain(e.kinds.join(", "))}.`,
  choice_taken_back: (e) => `The person agrees again: ${plain(e.kinds.join(", "))}.`,
  effect_done: (e, t) =>
    e.act === "lift"
      ? `${t(e.system)}: taken back (${e.changed} records).`
      : `${t(e.system)}: ${e.outcome === "in_effect" ? `set and read again (${e.changed} records changed)` : "nothing there to set"}.`,
  effect_by_people: (e, t) => `${t(e.system)}: people must set it by hand.`,
  effect_by_hand: (e, t) => `${t(e.system)}: staff wrote down what they set by hand.`,
  restriction_placed: (e) => `The data is only kept from now on (${plain(e.ground)}).`,
  restriction_told: (e) => `The person was told that the data may be used again from ${e.liftFrom}.`,
  restriction_lifted: () => "The data may be used again.",
  restriction_exception: (e) => `An act is allowed although the data is restricted (${plain(e.ground)}).`,
  objection_opened: (e) =>
    e.marketing ? "The objection to advertising is followed at once." : "The objection is weighed.",
  objection_weighed: (e) =>
    e.verdict === "upheld" ? "The objection is right." : "There are compelling grounds to go on.",
  opt_out_path: (e, t) =>
    e.state === "broken"
      ? `${t(e.system)}: opt-outs do not arrive (${plain(e.stage)}).`
      : `${t(e.system)}: opt-outs arrive again.`,
  choice_set_again: (e, t) => `${t(e.system)}: choices were set again on ${e.rows} records.`,
  house_health: (e) =>
    `Habeas itself: ${plain(e.check)} is ${e.state === "broken" ? "broken" : "well again"}.`,
  unusual_noticed: (e) => `More than usual of one member of staff: ${plain(e.what)}, ${e.count} times.`,
  unusual_seen: (e) => `What was unusual of a member of staff was seen: ${plain(e.what)}.`,
  refused_at_desk: (e) => `Refused at the desk: ${e.what} for the role ${plain(e.role)}.`,
  house_health_seen: (e) => `Habeas itself: that ${plain(e.check)} is broken was seen.`,
  records_forgotten: (e) =>
    `Deleted by schedule: ${plain(e.what)}, ${e.records}${e.until ? ` from before ${e.until}` : ""}.`,
  house_alert_seen: (e, t) => `${t(e.system)}: an alert was seen (${plain(e.alert)}).`,
  erasure_planning: (e) =>
    `Erasure ${e.number} is planned in ${e.systems.length} systems${e.cause === "hold_ended" ? ", because the time of what was kept is over" : ""}.`,
  erasure_system_planned: (e, t) => `${t(e.system)}: the plan of the erasure lists ${e.rows} records.`,
  erasure_proposed: (e) =>
    `Erasure ${e.number} waits for two approvals: ${e.changing} records change, ${e.kept} stay.`,
  erasure_viewed: (e) => `The plan of erasure ${e.number} was looked at.`,
  erasure_approved: (e) => `Erasure ${e.number} has its ${e.by} approval.`,
  erasure_started: (e) => `Erasure ${e.number} has begun. The request cannot be taken back any more.`,
  erasure_system_stopped: (e, t) =>
    `${t(e.system)}: the erasure has stopped (${plain(e.code)}) and waits for staff.`,
  erasure_by_hand: (e, t) => `${t(e.system)}: staff wrote down what they erased by hand.`,
  erasure_remains_accepted: (e, t) =>
    `${t(e.system)}: staff found that ${e.places} places which name the person are somebody else's.`,
  erasure_resumed: (e, t) => `${t(e.system)}: staff let the erasure go on.`,
  erasure_system_done: (e, t) =>
    `${t(e.system)}: ${plain(e.outcome)} and looked up again. ${e.changed} records changed, ${e.gone} were gone already, ${e.kept} stay.`,
  erasure_replay_begun: (e, t) => `${t(e.system)}: erasure ${e.number} is run again.`,
  erasure_replayed: (e, t) =>
    `${t(e.system)}: erasure ${e.number} was run again, ${e.changed} records changed${e.clean ? "" : "; something is left, look at it"}.`,
  erasure_undo_asked: (e, t) => `${t(e.system)}: what erasure ${e.number} removed is to be put back.`,
  erasure_put_back: (e, t) =>
    `${t(e.system)}: ${e.back} records that erasure ${e.number} removed were put back${e.left > 0 ? `; ${e.left} could not be` : ""}.`,
  erasure_final: (e, t) =>
    `${t(e.system)}: what erasure ${e.number} removed cannot be put back any more. Its key is destroyed.`,
  came_back: (e, t) =>
    `${t(e.system)}: ${e.records} records of the person were found again${e.newer > 0 ? `, ${e.newer} of them in an account opened later` : ""}.`,
  came_back_left: (e, t) =>
    `${t(e.system)}: staff left ${e.records} records that were found again as they are.`,
  erasure_stopped: (e) => `Erasure ${e.number} was stopped (${plain(e.why)}).`,
  erasure_dropped: (e) => `The plan of erasure ${e.number} was dropped.`,
  erasure_done: (e) => `Erasure ${e.number} is done: ${e.changed} records changed, ${e.kept} stay.`,
  certificate_issued: () => "The certificate of the erasure was written into the log, by its hash.",
  // Of many people at once: in the house's own chain as well.
  batch: (e) => `Batch ${e.batch}: ${plain(e.step)}.`,
  decision_reviewed: (e, t) => `A person looked again at what was decided automatically in ${t(e.system)}.`,
  hidden_viewed: () => "What is hidden in the answer, because it is another's or a secret, was looked at.",
  hidden_decided: (e) =>
    `Staff decided to ${e.choice} what the rule "${plain(e.rule)}" found: ${e.places === 1 ? "in one place" : `in ${e.places} places`}.`,
  hidden_by_hand: (e) =>
    `A reader hid what no rule had found (${plain(e.rule)}): ${e.everywhere ? "wherever it stands" : "in one place"}.`,
  hidden_accepted: (e) =>
    `What rules propose was taken as it is for ${e.findings === 1 ? "one finding" : `${e.findings} findings`}.`,
  hidden_looked: () => "A second person looked at what is hidden.",
  transmission_asked: () => "The person asks that their data goes straight to another company.",
  transmission_agreed: () => "It may be sent to the company that the person named.",
  transmission_refused: () => "It is not sent to the company that the person named. They were told why.",
  transmission_withdrawn: () => "The person does not want it sent to another company any more.",
  transmission_sent: (e) => `Copy ${e.bundle} was sent to the company that the person named.`,
  transmission_failed: () => "Sending to the company that the person named was given up. They were told.",
  correction_added: (e) => `Correction ${e.number} was asked for: ${aboutWords(e.about)}.`,
  correction_withdrawn: (e) => `Correction ${e.number} was taken back.`,
  correction_decided: (e) =>
    `Correction ${e.number} was ${e.granted ? "granted" : `refused (${(e.ground ?? "").replaceAll("_", " ")})`}.`,
  correction_stated: (e) => `The person wrote why they disagree about correction ${e.number}.`,
  correction_document: (e) =>
    `A document about correction ${e.number} was ${e.step === "added" ? "sent" : "looked at"}.`,
  facts_read: (e, t) => `${t(e.system)}: ${e.values} values that can be corrected were read.`,
  rectification_planning: (e) =>
    `${e.undo ? "Undoing corrections" : "Correcting"} is planned in ${e.systems.length} systems (plan ${e.number}).`,
  rectification_system_planned: (e, t) => `${t(e.system)}: the plan lists ${e.cells} values.`,
  rectification_proposed: (e) =>
    `Plan ${e.number} waits for approval: ${e.changing} values change, ${e.byHand} are left to people.`,
  rectification_included: (e) =>
    `A value was ${e.included ? "taken into" : "left out of"} plan ${e.number} of corrections.`,
  rectification_viewed: () => "What would be corrected was looked at.",
  rectification_approved: (e) => `Plan ${e.number} of corrections has its ${e.by} approval.`,
  rectification_started: (e) => `The corrections of plan ${e.number} have begun.`,
  rectification_system_stopped: (e, t) =>
    `${t(e.system)}: correcting has stopped (${plain(e.code)}) and waits for staff.`,
  rectification_resumed: (e, t) => `${t(e.system)}: staff let correcting go on.`,
  rectification_by_hand: (e, t) =>
    `${t(e.system)}: people corrected ${e.done} values by hand; ${e.cannot} cannot be corrected.`,
  rectification_system_done: (e, t) =>
    `${t(e.system)}: ${plain(e.outcome)} and read again. ${e.changed} values changed, ${e.differing} differ.`,
  rectification_dropped: (e) => `Plan ${e.number} of corrections was dropped.`,
  rectification_done: (e) =>
    `The corrections of plan ${e.number} are done: ${e.changed} values changed, ${e.differing} still differ.`,
  identifier_corrected: (e, t) =>
    `${t(e.system)}: another ${plain(e.identifierKind)} was corrected, and the person is now also known by it.`,
  hold_placed: (e) => `A legal hold was placed on this ${e.on} until ${dayInWords(e.until, "en")}.`,
  hold_lifted: () => "A legal hold was lifted.",
  recipient_told: (e, t) => `${t(e.system)}: ${toldWords[e.step](plain(e.recipient))}`,
  message_written: (e) =>
    `${e.side === "person" ? "The person wrote" : "Staff wrote to the person"} (${plain(e.about)} ${e.number})${e.files > 0 ? `, with ${e.files === 1 ? "a file" : `${e.files} files`}` : ""}.`,
  message_confirmed: (e) =>
    `A message to the person was confirmed${e.later ? " for a later time" : ""} (${plain(e.how)}).`,
  message_taken_back: () => "A message was taken back before it was sent.",
  message_held: (e) => `A message was not sent: ${plain(e.why)}.`,
  mail_joined: (e) =>
    `A mail joined the thread as message ${e.number}, ${e.own ? "from the address of the request" : "from another address"}.`,
  mail_left_out: (e) => `A mail was not taken into the thread: ${plain(e.why)}.`,
  template_added: (e) => `A template was added: ${plain(e.template)}.`,
  policy_changed: (e) =>
    `Version ${e.version} of the policy: ${plain(e.step)} (${e.settings.map(plain).join(", ")}).`,
  template_saved: (e) =>
    `The template ${plain(e.template)} was saved in ${e.language}: version ${e.version}.`,
  attachment_viewed: (e) => `A file that came with message ${e.number} was looked at.`,
  details_changed: (e) => `The person changed what was noted: ${e.what.join(", ")}.`,
  notice_bounced: (e) => `A mail came back: ${plain(e.notice)}.`,
  ...behalfWords,
  cancelled: () => "The request was cancelled.",
  lapsed: () => "Nobody proved who they are in time; the request lapsed.",
  closed: () => "The request is closed.",
  data_destroyed: () => "What we held for this request was destroyed on schedule.",
  // What happens to systems stands in the house's own chain, not in a request's; the words are for its readers.
  system_registered: (e, t) => `${t(e.system)} was registered.`,
  system_version_saved: (e, t) => `${t(e.system)}: version ${e.version} was saved.`,
  system_state_changed: (e, t) => `${t(e.system)} went from ${e.from} to ${e.to}.`,
  system_secret_set: (e, t) => `${t(e.system)}: the secret ${e.name} was set.`,
  system_secret_forgotten: (e, t) => `${t(e.system)}: the secret ${e.name} was forgotten.`,
  system_rate_set: (e, t) => `${t(e.system)}: ${e.perMinute ?? "any number of"} requests a minute.`,
  system_checked: (e, t) => `${t(e.system)} was checked: ${e.ok ? "all right" : "not right"}.`,
  system_inspected: (e, t) => `${t(e.system)} was inspected.`,
  system_sampled: (e, t) => `${t(e.system)}: examples of ${e.collection} were looked at.`,
  system_tested: (e, t) => `${t(e.system)} was tested with one person.`,
  request_closed_off: () => "Closed to all but the people named at it.",
  request_opened_up: () => "Opened to the team again.",
  confidant_named: () => "One more person was named who may see it.",
  confidant_removed: () => "One of the people named may no longer see it.",
  glass_broken: (e) => `Opened by somebody whom it is not for, for ${e.minutes} minutes, with a reason.`,
  glass_read: () => "An officer read why it had been opened.",
  staff_session_ended: () => "A session of a member of staff was ended.",
  staff_disabled: () => "A member of staff lost their access.",
  staff_enabled: () => "A member of staff got their access back.",
  staff_role_changed: (e) => `The role of a member of staff went from ${e.from} to ${e.to}.`,
  log_checked: (e) => `The log was checked: ${e.whole ? "it is whole" : "it is not whole"}.`,
  log_exported: () => "The log was exported.",
  restore_replayed: (e) =>
    `A backup was put back. Of what had been destroyed since, ${e.destroyed} were destroyed again.`,
  root_key_rotated: (e) => `A new key of the house was made: ${e.key}.`,
  root_key_moved: (e) => `The key ${e.key} of the house is kept by another keeper now.`,
  root_key_retired: (e) => `The key ${e.key} of the house was destroyed.`,
  keys_rewrapped: (e) => `${e.rows} values were sealed again under the key ${e.key}.`,
  restore_accepted: ({ size, reason }) =>
    `It was accepted that the log goes on from before ${size} events, as its witness has them. Reason: ${reason}`,
  queue_exported: (e) => `A list of requests was taken as a file: ${e.query || "all of them"}.`,
  view_kept: (e) => `A view that others see was ${e.step}.`,
  evidence_taken: (e) =>
    `Evidence about ${e.requests} ${e.requests === 1 ? "request" : "requests"} was taken along, ${e.words ? "with" : "without"} what was written.`,
  staff_signed_in: () => "Signed in.",
  staff_signed_out: () => "Signed out.",
};
