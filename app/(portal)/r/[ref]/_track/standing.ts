import { listed } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { answersWithBundle, needsProof } from "#lib/law/rights.ts";
import type { Tracking } from "#lib/request/views.ts";
import { hasAnswered } from "./systems.ts";

/** What is happening, and what is next: the two things a person wants to know. */
export type Standing = {
  heading: string;
  next: { title: string; sentence: string; link: { href: string; label: string } | null };
};

/** Words may hold `{email}`, which the page replaces by the masked address. */
export const emailMark = "\u2063email\u2063";

/** How a request stands, in the person's words (pure). */
export function standingOf(tracking: Tracking, text: Text): Standing {
  const { t } = text;
  const { status, reference, right, bundle } = tracking;
  const withBundle = answersWithBundle(right);
  const say = (heading: string, title: string, sentence: string, link: Standing["next"]["link"] = null) => ({
    heading,
    next: { title, sentence, link },
  });
  const email = { email: emailMark };
  const file = { href: `/r/${reference}/download`, label: t("track.next.readyButton") };
  if (status === "received" && needsProof(right)) {
    return say(t("track.status.receivedUnproven"), t("track.next.proveTitle"), t("track.next.prove", email), {
      href: `/r/${reference}/prove`,
      label: t("track.next.proveButton"),
    });
  }
  // While the rest is checked that is the news; the first part stays one press away.
  const part = bundle?.state === "ready" && bundle.partial ? file : null;
  if (part && status === "collecting") {
    return say(t("track.status.readyPart"), t("track.next.readyTitle"), inPart(tracking, text), file);
  }
  if (holdsNothing(tracking)) {
    const sentence = t("track.next.nothing", { systems: tracking.systems.length });
    return say(t("track.status.nothing"), t("track.next.nothingTitle"), sentence, bundle ? file : null);
  }
  if (bundle?.state === "ready" && !part && status !== "cancelled") {
    return say(t("track.status.ready"), t("track.next.readyTitle"), t("track.next.ready"), file);
  }
  switch (status) {
    case "received":
    case "collecting":
      return withBundle
        ? say(
            t(`track.status.collecting.${right === "access" ? "access" : "portability"}`),
            t("track.next.collectingTitle"),
            collecting(tracking, text),
          )
        : say(t("track.status.collecting.other"), t("track.next.actTitle"), t("track.next.act"));
    case "reviewing":
      return withBundle
        ? say(t("track.status.reviewing"), t("track.next.reviewingTitle"), t("track.next.reviewing"), part)
        : say(t("track.status.reviewingAct"), t("track.next.actTitle"), t("track.next.act"));
    case "preparing":
      return withBundle
        ? say(t("track.status.preparing"), t("track.next.preparingTitle"), packing(bundle, text), part)
        : say(t("track.status.reviewingAct"), t("track.next.actTitle"), t("track.next.act"));
    case "ready":
    case "closed":
      if (bundle)
        return say(t("track.status.closed"), t("track.next.expiredTitle"), t("track.next.expired"), {
          ...file,
          label: t("track.next.expiredButton"),
        });
      return withBundle || status === "closed"
        ? say(t("track.status.closed"), t("track.next.closedTitle"), t("track.next.closed"))
        : say(t("track.status.readyAct"), t("track.next.readyActTitle"), t("track.next.readyAct", email));
    case "cancelled":
      if (isMerged(tracking))
        return say(t("track.status.merged"), t("track.next.mergedTitle"), t("track.next.merged"));
      return say(t("track.status.cancelled"), t("track.next.cancelledTitle"), t("track.next.cancelled"));
    case "lapsed":
      return say(t("track.status.lapsed"), t("track.next.lapsedTitle"), t("track.next.lapsed"));
    case "refused":
      return say(t("track.status.refused"), t("track.next.refusedTitle"), t("track.next.refused"));
  }
}

/** True where staff closed it because an earlier one of the same person answers it. */
export const isMerged = ({ timeline }: Pick<Tracking, "timeline">): boolean =>
  timeline.some(({ kind }) => kind === "merged");

/** True where every system has answered, and none holds anything: an answer like any other. */
function holdsNothing({ status, right, systems }: Tracking): boolean {
  const answered = status === "ready" || status === "closed";
  return (
    answered &&
    answersWithBundle(right) &&
    systems.length > 0 &&
    systems.every(({ state }) => state === "nothing_held")
  );
}

/** What a first part lacks, by name. */
function inPart({ systems }: Tracking, { t, language }: Text): string {
  const missing = systems.filter((one) => !hasAnswered(one)).map(({ title }) => title);
  const said = t("track.next.readyPart");
  return missing.length === 0
    ? said
    : `${said} ${t("track.next.missing", { systems: listed(missing, language) })}`;
}

/** How far the file is packed, in whole systems and records, as soon as anything is. */
export function packing(bundle: Tracking["bundle"], { t }: Text): string {
  return bundle?.progress ? t("track.next.packing", bundle.progress) : t("track.next.preparing");
}

function collecting({ systems }: Tracking, { t }: Text): string {
  if (systems.length === 0) return t("track.next.reviewing");
  const done = systems.filter(hasAnswered).length;
  return done === systems.length
    ? t("track.next.allIn")
    : t("track.next.collecting", { done, total: systems.length });
}
