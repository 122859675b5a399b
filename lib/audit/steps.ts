/** What happens to a notice to a recipient: how it came to stand, or what was done to get an answer. */
export type ToldStep =
  | "owed"
  | "sent"
  | "acked"
  | "done"
  | "not_held"
  | "impossible"
  | "disproportionate"
  | "unreachable"
  | "opened"
  | "sent_again"
  | "reminded"
  | "renewed";

/** What can happen to a batch of many people. */
export type BatchStep =
  | "planned"
  | "located"
  | "listed"
  | "proposed"
  | "viewed"
  | "approved"
  | "started"
  | "trouble"
  | "system_stopped"
  | "stopped"
  | "resumed"
  | "by_hand"
  | "remains_accepted"
  | "system_done"
  | "done"
  | "dropped"
  | "forgotten"
  | "replay_begun"
  | "replayed";
