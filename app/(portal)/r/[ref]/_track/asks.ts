import { dayName } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import type { PersonClock } from "#lib/request/clocks/person-view.ts";
import type { Deadline } from "#lib/request/views.ts";

/** What the person is asked to do first, in their words: the page's next thing. */
export type Ask = { title: string; sentences: string[]; link: { href: string; label: string } };

/** The open question, or else the fee, that a request waits for; null where it waits for nothing (pure). */
export function askOf(
  { questions, fee, waits }: PersonClock,
  { reference, deadline }: { reference: string; deadline: Deadline },
  text: Text,
): Ask | null {
  const { t, language } = text;
  const open = questions.find((one) => !one.answered);
  if (open) {
    return {
      title: t("track.asks.title"),
      sentences: [
        t(`track.asks.${open.about}`),
        effectOf(waits, deadline, text),
        ...(open.replyBy ? [t("track.asks.by", { date: dayName(open.replyBy, language) })] : []),
      ],
      link: { href: `/r/${reference}/question/${open.id}`, label: t("track.asks.button") },
    };
  }
  if (fee?.state !== "asked") return null;
  const { amount } = fee;
  return {
    title: t("track.asks.feeTitle", { amount }),
    sentences: [t("track.asks.fee", { amount })],
    link: { href: `/r/${reference}/fee`, label: t("track.asks.feeButton") },
  };
}

/** What waiting does to the date, in one sentence (pure). */
export function effectOf(waits: boolean, deadline: Deadline, { t, language }: Text): string {
  if (!waits) return t("track.asks.runs", { date: dayName(deadline.safeDue, language) });
  return deadline.ifAnsweredToday
    ? t("track.asks.waitsDay", { date: dayName(deadline.ifAnsweredToday, language) })
    : t("track.asks.waits");
}
