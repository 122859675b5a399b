import type { Answers } from "./answers.ts";
import { narrowingOf } from "./narrowing.ts";

/** What staff read of a part that was asked for, and of the request that an appeal or a complaint names (pure). */
export function partForStaff(
  asked: Pick<Answers, "right" | "scope" | "kinds" | "from" | "until" | "about">,
): string[] {
  const part = narrowingOf(asked);
  const kinds = (part?.kinds ?? []).map((kind) => kind.replaceAll("_", " ")).join(", ");
  return [
    ...(kinds === "" ? [] : [`Only these kinds of data: ${kinds}.`]),
    ...(part?.from ? [`Only from ${part.from} on.`] : []),
    ...(part?.until ? [`Only up to ${part.until}.`] : []),
    ...(asked.about ? [`About the request ${asked.about}, as the person wrote it.`] : []),
  ];
}
