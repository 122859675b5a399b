import { addDays, type Day, daysBetween } from "#lib/core/day.ts";

/**
 * What is raised about a clock, in the order of raising. half, three_quarters, nine_tenths, due: that share of the time
 * to the safe day is over. extension_decision: whether it will take longer must be decided now. breached: the legal day is over.
 */
export const marks = [
  "half",
  "extension_decision",
  "three_quarters",
  "nine_tenths",
  "due",
  "breached",
] as const;
export type Mark = (typeof marks)[number];

/** The days of one clock, as far as marks care; `decideBy`: the safe day of the extension's notice, where one is possible. */
export type Marked = { start: Day; safeDue: Day; legalDue: Day; decideBy: Day | null };

/** Days before the last day of the notice on which the decision is asked for: time to write it (product policy). */
const timeToTell = 7;

const shares = { half: 0.5, three_quarters: 0.75, nine_tenths: 0.9, due: 1 } as const;

/** Each mark with the civil day on which it falls, in order of days. A breach falls on the day after the legal day. */
export function marksOf({ start, safeDue, legalDue, decideBy }: Marked): { mark: Mark; on: Day }[] {
  const length = Math.max(0, daysBetween(start, safeDue));
  const share = (part: number) => addDays(start, Math.floor(length * part));
  const found: { mark: Mark; on: Day }[] = [];
  for (const mark of marks) {
    if (mark === "breached") found.push({ mark, on: addDays(legalDue, 1) });
    else if (mark !== "extension_decision") found.push({ mark, on: share(shares[mark]) });
    else if (decideBy !== null) {
      const asked = addDays(decideBy, -timeToTell);
      found.push({ mark, on: asked < start ? start : asked });
    }
  }
  return found.sort((a, b) =>
    a.on < b.on ? -1 : a.on > b.on ? 1 : marks.indexOf(a.mark) - marks.indexOf(b.mark),
  );
}

/** What is raised by where a request is heading, not by a day of the calendar: it will probably be answered too late. */
export const forecastMark = "forecast_breach";
/** What is raised by the mail: a notice that the law asks for could not be delivered. Then the clock is a kind of notice. */
export const noticeFailedMark = "notice_failed";
/** What is raised by silence: somebody who was given the data cannot be told of a request, or does not answer. */
export const recipientSilentMark = "recipient_silent";
/** What is raised by the person: they have written, and nobody has looked. */
export const messageMark = "message";
/** Everything that an alert can be about. */
export type AlertMark =
  | Mark
  | typeof forecastMark
  | typeof noticeFailedMark
  | typeof recipientSilentMark
  | typeof messageMark;

/** A clock as far as its marks care, as it is judged or as it is kept. */
export type Watched = {
  kind: string;
  state: string;
  start: Day | null;
  safeDue: Day | null;
  legalDue: Day | null;
  /** True where what it asks for was done, but too late. */
  late: boolean;
};

/** Clocks that ask something of us by a day; the others tell how long something is allowed or kept. */
const owed = new Set<string>([
  "acknowledge",
  "answer",
  "appeal",
  "opt_out_effect",
  "complaint_acknowledgement",
  "consent_stop",
]);

const reminders = marks.filter((mark) => mark !== "breached");

/**
 * The next mark of a clock that was not raised yet; null where none is left or the clock does not run. Reminders of an
 * answer come from the law that leads; a breach counts under every law. A decision is asked for only while it can be told.
 */
export function nextMark(
  one: Watched,
  seen: {
    /** Every clock of the same law. */
    beside: readonly Watched[];
    leads: boolean;
    raised: ReadonlySet<AlertMark>;
    today: Day;
  },
): { mark: Mark; on: Day } | null {
  const { kind, state, start, safeDue, legalDue } = one;
  if (start === null || safeDue === null || legalDue === null) return null;
  const days = { start, safeDue, legalDue };
  if (kind === "refusal_notice")
    return refusedTooLate(one, seen.beside) ? markOfLate(days, seen.raised) : null;
  if (!owed.has(kind)) return null;
  if (state === "done" && one.late) return markOfLate(days, seen.raised);
  if (state !== "running" && state !== "policy" && state !== "overdue") return null;
  const answers = kind === "answer" || kind === "appeal";
  const notice = seen.beside.find((other) => other.kind === "extension_notice");
  const open = answers && notice?.state === "running" && (notice.legalDue ?? "") >= seen.today;
  const skipped = new Set<AlertMark>([...seen.raised, ...(answers && !seen.leads ? reminders : [])]);
  const all = marksOf({ ...days, decideBy: open ? notice.safeDue : null });
  return all.find(({ mark }) => !skipped.has(mark)) ?? null;
}

/** More time for the answer is none for a refusal. Where the answer itself is late, that breach tells it all. */
const refusedTooLate = ({ state, late }: Watched, beside: readonly Watched[]): boolean =>
  state === "done" &&
  late &&
  beside.every((other) => (other.kind !== "answer" && other.kind !== "appeal") || !other.late);

/** What was done too late was a breach, also where nothing swept between its day and the answer. */
function markOfLate(days: Omit<Marked, "decideBy">, raised: ReadonlySet<AlertMark>) {
  if (raised.has("breached")) return null;
  const left = marksOf({ ...days, decideBy: null }).filter(
    ({ mark }) => mark === "due" || mark === "breached",
  );
  return left.find(({ mark }) => !raised.has(mark)) ?? null;
}
