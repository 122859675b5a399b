import { shortDateOf } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import type { SystemResult } from "#app/_ui/SystemResultList.tsx";
import type { TagTone } from "#app/_ui/Tag.tsx";
import type { SystemProgress } from "#lib/request/views.ts";

const tones: Record<SystemProgress["state"], TagTone> = {
  waiting: "slate",
  asking: "harbour",
  found: "moss",
  nothing_held: "slate",
  waiting_for_person: "ochre",
  trouble: "ochre",
  needs_decision: "plum",
  done: "moss",
  refused: "plum",
};

/** How each system stands, in the person's words. What is wrong inside the house is not their trouble. */
export function systemResults(systems: readonly SystemProgress[], text: Text, zone: string): SystemResult[] {
  return systems.map((system) => ({
    id: system.taskId,
    title: system.title,
    tone: tones[system.state],
    result: resultOf(system, text, zone),
  }));
}

function resultOf(system: SystemProgress, { t, language }: Text, zone: string): string {
  switch (system.state) {
    case "found":
      return system.records > 0 || system.files === 0
        ? t("track.systems.found", { records: system.records })
        : t("track.systems.files", { files: system.files });
    case "waiting_for_person":
      return system.askedAt
        ? t("track.systems.waiting_for_person", { date: shortDateOf(system.askedAt, zone, language) })
        : t("track.systems.waitingPlain");
    default:
      return t(`track.systems.${system.state}`);
  }
}

/** True where a system has given its last word. */
export function hasAnswered(system: SystemProgress): boolean {
  return ["found", "nothing_held", "done", "refused"].includes(system.state);
}
