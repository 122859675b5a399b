import type { FeeReason } from "#lib/law/duties/fees.ts";
import type { Evidence } from "#lib/law/duties/verification.ts";
import type { ExtensionReason } from "#lib/law/regime.ts";

export const aboutWords = { identity: "Who they are", clarification: "What exactly they ask for" } as const;

export const evidenceWords: Record<Evidence, string> = {
  live_login: "Signing in to their account",
  reauthentication: "Signing in again",
  message_to_known_address: "An answer to a message to an address that we know",
  matched_data_points: "Facts that only they know and that we hold",
  signed_declaration: "A signed declaration",
  identity_document: "An identity document",
};

export const extensionWords: Record<ExtensionReason, string> = {
  complexity: "The request is complex",
  number_of_requests: "There are many requests to answer",
  third_party_consultation: "Others must be asked first",
  reasonably_necessary: "More time is reasonably necessary",
};

export const feeWords: Record<FeeReason, string> = {
  unfounded: "It has clearly no basis",
  excessive: "It is clearly excessive",
  repetitive: "It is the same again",
  further_copy: "It is a further copy",
  disproportionate_effort: "It takes disproportionate effort",
  actual_cost: "What the copy really costs",
};

export const howWords = {
  portal: "on the portal",
  phone: "by phone",
  mail: "by e-mail",
  post: "by post",
  in_person: "in person",
} as const;

export const verdictWords = {
  sufficient: "It suffices",
  insufficient: "It does not suffice",
  withdrawn: "Not needed any more",
} as const;
