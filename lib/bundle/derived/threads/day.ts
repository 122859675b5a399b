import type { Words } from "../../words/words.ts";
import { isoOf, type Moment } from "../moment.ts";

/** Days and times of the company's place, in words. An instant is shown there; what has no offset is shown as written. */
export class Days {
  readonly #day: (ms: number, isInstant: boolean) => string;
  readonly #time: (ms: number, isInstant: boolean) => string;

  constructor(zone: string, { locale }: Words) {
    const day = { dateStyle: "long" } as const;
    const time = { timeStyle: "short" } as const;
    const ways = (options: Intl.DateTimeFormatOptions) => {
      const [there, plain] = [zone, "UTC"].map(
        (timeZone) => new Intl.DateTimeFormat(locale, { ...options, timeZone }),
      );
      return (ms: number, isInstant: boolean) => (isInstant ? there : plain)?.format(ms) ?? "";
    };
    this.#day = ways(day);
    this.#time = ways(time);
  }

  /** `4 March 2025` */
  day({ kind, ms }: Moment): string {
    return this.#day(ms, kind === "instant");
  }

  /** `10:20`; null for a day. */
  time({ kind, ms }: Moment): string | null {
    return kind === "day" ? null : this.#time(ms, kind === "instant");
  }

  /** `4 March 2025 – 9 May 2025` */
  span(moments: readonly Moment[]): string | null {
    const [first, last] = [moments[0], moments.at(-1)];
    if (first === undefined || last === undefined) return null;
    const [from, to] = [this.day(first), this.day(last)];
    return from === to ? from : `${from} – ${to}`;
  }

  /** For machines. */
  iso(moment: Moment): string {
    return isoOf(moment);
  }
}
