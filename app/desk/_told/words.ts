import type { TagTone } from "#app/_ui/Tag.tsx";
import type { ToldStep } from "#lib/audit/steps.ts";
import type { ToldAction } from "#lib/law/duties/recipients.ts";
import type { ToldEntry } from "#lib/recipient/read.ts";

export const actionWords: Record<ToldAction, string> = {
  erase: "To delete",
  correct: "To correct",
  restrict: "Not to use it for now",
  lift: "May be used again",
  opt_out: "Not to sell or share",
  limit: "To limit its use",
};

export const standingWords: Record<ToldEntry["standing"], { word: string; tone: TagTone }> = {
  owed: { word: "Not told yet", tone: "ochre" },
  sent: { word: "Told, no answer yet", tone: "harbour" },
  acked: { word: "Told, and taken", tone: "moss" },
  done: { word: "Done there", tone: "moss" },
  not_held: { word: "Not held there", tone: "slate" },
  impossible: { word: "Impossible", tone: "plum" },
  disproportionate: { word: "Would take too much", tone: "plum" },
  unreachable: { word: "Could not be reached", tone: "brick" },
};

export const howWords: Record<ToldEntry["how"], string> = {
  mail: "By mail, with a link to answer",
  webhook: "By a signed message to their system",
  system: "It is connected here",
  by_hand: "By hand: the map names no address",
};

export const stepWords: Record<ToldStep, string> = {
  owed: "To be told",
  sent: "Told",
  acked: "Taken by their system",
  done: "Done there",
  not_held: "Not held there",
  impossible: "Impossible, with a reason",
  disproportionate: "Would take too much, with a reason",
  unreachable: "Could not be reached",
  opened: "Opened the notice",
  sent_again: "Sent again",
  reminded: "Reminded",
  renewed: "Asked for a new link",
};

export const kindWords: Record<string, string> = {
  processor: "works for us",
  controller: "decides for itself",
  third_party: "was given it",
  sold_to: "bought it",
  shared_with: "it is shared with",
};
