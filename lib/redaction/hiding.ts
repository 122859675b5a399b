import type { Collection } from "#connectors/collection.ts";
import { wholeLines } from "#lib/spool/whole-lines.ts";
import type { Detectors } from "./detect/detect.ts";
import { type Choice, type Found, joined, type Rule, type Stretch } from "./detect/rule.ts";
import { readingOf, readsAsText } from "./read-field.ts";
import { decoded, eachString, KnownKeys, placeInJson } from "./strings.ts";

/** How much was hidden: by field, by rule. */
export type Counts = Record<string, Record<string, number>>;

/** Where something was found. `line`: the record as the spool has it, with the key by which it was reached. */
export type Place = { system: string; collection: string; field: string; line: string };

/** What knows of one person what is another's, and what staff decided about it. */
export type Redactor = {
  /** Made at the first record: it reads what the systems say of others. */
  detectors: () => Promise<Detectors>;
  choose: (found: Found, place: Place) => Choice;
};

type Open = (hidden?: Counts) => AsyncIterable<Uint8Array>;
export type Where = { system: string; country: string | undefined; collection: Collection };

/** What stands where something was. The code is the same in every language, and a machine can find the gap by it. */
const gap = (rule: Rule) => `[hidden: ${rule}]`;

/**
 * The records of a collection with others' data, secrets and lawyers' letters as marked gaps. Lines in which nothing is
 * hidden pass as the bytes they are, and of the others nothing changes but the gaps. Deterministic: the same records and
 * decisions give the same bytes, in whatever chunks they come.
 */
export function hiding(open: () => AsyncIterable<Uint8Array>, where: Where, redactor: Redactor): Open {
  return (hidden) => withGaps(open(), where, redactor, hidden ?? {});
}

async function* withGaps(
  source: AsyncIterable<Uint8Array>,
  where: Where,
  redactor: Redactor,
  hidden: Counts,
): AsyncGenerator<Buffer> {
  const detectors = await redactor.detectors();
  const finds = finder(where, detectors);
  for await (const block of wholeLines(source)) {
    const text = block.toString("utf8");
    let bytes = 0;
    let plain = 0;
    for (let start = 0; start < text.length; ) {
      const end = text.indexOf("\n", start) + 1;
      const gaps = finds(text, start, end, (found, field, line) => {
        return redactor.choose(found, { ...placeOf(where, field), line }) === "hide";
      });
      if (gaps !== null) {
        for (const { field, rule } of gaps) count(hidden, field, rule);
        // How many bytes stood before it is only counted where something is hidden at all.
        const at = bytes + Buffer.byteLength(text.slice(plain, start));
        if (at > bytes) yield block.subarray(bytes, at);
        yield Buffer.from(cut(text, start, end, gaps));
        bytes = at + Buffer.byteLength(text.slice(start, end));
        plain = end;
      }
      start = end;
    }
    if (bytes === 0) yield block;
    else if (bytes < block.length) yield block.subarray(bytes);
  }
}

/**
 * One more. A record's keys are whatever the system wrote: `__proto__` and `constructor` are fields like any other, and
 * neither may reach what every object has.
 */
function count(counts: Counts, field: string, rule: Rule): void {
  const known = Object.hasOwn(counts, field) ? counts[field] : undefined;
  const byRule = known ?? {};
  byRule[rule] = (byRule[rule] ?? 0) + 1;
  if (known) return;
  const own = { value: byRule, enumerable: true, writable: true, configurable: true };
  Object.defineProperty(counts, field, own);
}

const placeOf = ({ system, collection }: Where, field: string) => ({
  system,
  collection: collection.name,
  field,
});

/** A stretch of the text that becomes a gap. */
type Gap = Stretch & { field: string; bare: boolean };

function cut(text: string, start: number, end: number, gaps: readonly Gap[]): string {
  let out = "";
  let at = start;
  for (const one of gaps) {
    out += text.slice(at, one.start) + (one.bare ? `"${gap(one.rule)}"` : gap(one.rule));
    at = one.end;
  }
  return out + text.slice(at, end);
}

/**
 * Looks through one spool line at a time. `hide` is asked of everything that is found, also of what stands within another
 * finding; what it says yes to comes back with its places in the text, in order, none overlapping, null where there is
 * nothing.
 */
export function finder({ collection, country }: Where, detectors: Detectors) {
  const readings = readingOf(collection);
  // What a reader marked is looked for in the person's own fields too: there it is a word of people, not of a rule.
  const marked = detectors.byHand.length > 0;
  const keys = new KnownKeys((key) => {
    const reading = readings(key);
    if (reading === "never" || (reading === "own" && !marked))
      return { reading, texts: false, numbers: Infinity };
    const numbers = reading === "always" || reading === "contact" ? 7 : Infinity;
    return { reading, texts: true, numbers: marked ? 2 : numbers };
  });
  return (
    text: string,
    start: number,
    end: number,
    hide: (found: Found, field: string, line: string, value: string) => boolean,
  ): Gap[] | null => {
    let gaps: Gap[] | null = null;
    eachString(text, text.indexOf("\t", start) + 1, end, keys, ({ key, reading }, from, to, bare) => {
      if (reading === "free" && !marked && !readsAsText(text, from, to)) return;
      const contact = reading === "contact";
      if (!contact && detectors.clean(text, from, to)) return;
      const json = text.slice(from, to);
      const value = decoded(json);
      // Numbers that no rule reads are there for a reader's marks alone.
      const byHandOnly = reading === "own" || (bare && (reading === "free" || to - from < 7));
      const hidden = (
        byHandOnly
          ? detectors.findMarked(value)
          : contact
            ? detectors.findContact(value, country)
            : detectors.find(value, country)
      ).filter((found) => hide(found, key, text.slice(start, end), value));
      if (hidden.length === 0) return;
      gaps ??= [];
      if (bare) {
        // Part of a number is no number: the gap is all of it.
        for (const { rule } of joined(hidden).slice(0, 1)) {
          gaps.push({ field: key, rule, start: from, end: to, bare });
        }
        return;
      }
      // Onward from the last place, not from the beginning: a unit is written with six letters at most.
      let [read, at] = [0, 0];
      const placed = (index: number) => {
        at += placeInJson(json.slice(at, at + 6 * (index - read)), index - read);
        read = index;
        return from + at;
      };
      for (const { rule, ...within } of joined(hidden)) {
        gaps.push({
          field: key,
          rule,
          start: placed(within.start),
          end: placed(within.end),
          bare,
        });
      }
    });
    return gaps;
  };
}
