import type { Content } from "#lib/decision/content.ts";
import type { GroundChoice } from "#lib/decision/grounds.ts";
import { isNoticeContent } from "#lib/law/duties/notice.ts";
import { textOf } from "../_kit/form.ts";

/** Rows for reasons on a page: those that are filled, and room for two more. */
export const reasonRows = (content: Content | null): number =>
  Math.min(12, (content?.reasons.length ?? 0) + 2);

// biome-ignore lint/suspicious/noControlCharactersInRegex: they cannot be typed, but pasted.
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

/** The decision that a form holds. What was pasted along unseen is left out, so that nothing typed is lost for it. */
export function decisionIn(form: FormData, grounds: readonly GroundChoice[]): unknown {
  const text = (name: string) => textOf(form, name).replaceAll(unseen, "");
  const ticked = new Set(form.getAll("affirmed"));
  const chosen = form.getAll("ground").filter((ground) => typeof ground === "string");
  return {
    outcome: text("outcome"),
    grounds: chosen.map((ground) => ({
      ground,
      affirmed: (grounds.find((one) => one.ground === ground)?.conditions ?? []).filter((_, at) =>
        ticked.has(`${ground}|${at}`),
      ),
    })),
    evidence: text("evidence"),
    reasons: Array.from({ length: 12 }, (_, at) => ({
      group: text(`group-${at}`),
      text: text(`reason-${at}`),
    })),
    provided: text("provided"),
    also: Object.fromEntries(
      [...form.keys()].flatMap((name) => {
        const content = name.replace(/^also-/, "");
        return content !== name && isNoticeContent(content) && text(name) !== ""
          ? [[content, text(name)]]
          : [];
      }),
    ),
    note: text("note"),
  };
}
