import type { Text } from "#app/_text/text.ts";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { switchesEffects } from "#lib/request/effects.ts";
import type { Tracking } from "#lib/request/views.ts";

/** The pages of a request that only its right has: what is corrected, stopped, deleted, sent elsewhere, looked at again. */
export function Further({ tracking, deletion, text }: { tracking: Tracking; deletion: boolean; text: Text }) {
  const page = pageOf(tracking, deletion, text);
  if (!page) return null;
  return (
    <p className="actions">
      <ButtonLink second={page.second} href={`/r/${tracking.reference}/${page.path}`}>
        {page.words}
      </ButtonLink>
    </p>
  );
}

function pageOf({ right, proven }: Tracking, deletion: boolean, { t }: Text) {
  if (switchesEffects(right)) return { path: "choices", words: t("choices.link"), second: true };
  if (right === "erasure" && deletion) return { path: "deletion", words: t("deletion.link"), second: false };
  if (!proven) return null;
  if (right === "rectification") return { path: "correct", words: t("correct.link"), second: false };
  if (right === "portability") return { path: "elsewhere", words: t("elsewhere.link"), second: true };
  if (right === "automated_decision_review") return { path: "review", words: t("review.link"), second: true };
  return null;
}
