import { dayName } from "#app/_text/dates.ts";
import { Tag } from "#app/_ui/Tag.tsx";
import type { AskEffect, AskPreview } from "#lib/request/clocks/ask-effect.ts";
import type { ExtendEffect } from "#lib/request/clocks/extend-effect.ts";
import { regimeWords } from "../_kit/words.ts";

/** What a question would do to the clock of each law, told before it is sent. */
export function AskEffects({ preview }: { preview: AskPreview }) {
  return (
    <ul className="effects" aria-label="What it does to the clocks">
      {preview.effects.map((one) => (
        <li key={one.law}>
          <Tag tone={one.stops ? "plum" : "harbour"}>{one.stops ? "Waits" : "Runs on"}</Tag>
          <span>
            <b>{regimeWords(one.law)}</b> {askWords(one)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function askWords({ stops, why, day }: AskEffect): string {
  if (stops)
    return day
      ? `The clock waits. If they answer today, the last day is ${dayName(day, "en")}.`
      : "The clock waits.";
  return [why, day ? `The last day stays ${dayName(day, "en")}.` : "The clock runs on."]
    .filter(Boolean)
    .join(" ");
}

/** What more time would do to each law, told before the person is. `named`: the day is the one that staff name. */
export function ExtendEffects({ effects }: { effects: readonly ExtendEffect[] }) {
  return (
    <ul className="effects" aria-label="What it does to the days">
      {effects.map((one) => (
        <li key={one.law}>
          <Tag tone={one.extends ? "plum" : "slate"}>{one.extends ? "Longer" : "Keeps its day"}</Tag>
          <span>
            <b>{regimeWords(one.law)}</b> {extendWords(one)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function extendWords({ extends: longer, why, first, after, until }: ExtendEffect): string {
  const was = first ? dayName(first.legal, "en") : null;
  if (!longer) return [why, was ? `The last day stays ${was}.` : ""].filter(Boolean).join(" ");
  if (until !== null) return `The last day is the one that you name${was ? `, instead of ${was}` : ""}.`;
  return after ? `New last day ${dayName(after.legal, "en")}${was ? `, instead of ${was}` : ""}.` : "";
}
