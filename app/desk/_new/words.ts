import type { Right } from "#lib/law/rights.ts";
import { type Channel, staffChannels } from "#lib/request/channels.ts";

/** How a request came, in a row. */
export const channelWords: Record<Channel, string> = {
  portal: "The portal",
  signal: "Browser signal",
  canary: "Hourly test",
  command_line: "The command line",
  post: "Letter",
  email: "Email",
  phone: "Phone",
  in_person: "In person",
  chat: "Chat",
  other_department: "Another department",
};

/** The ways that staff log, for a list to choose from. */
export const channelChoices = staffChannels.map((value) => ({ value, label: channelWords[value] }));

/** What a person asks for, as staff choose it from a message. */
export const rightChoices: { value: Right; label: string }[] = [
  { value: "access", label: "A copy of their data" },
  { value: "portability", label: "Their data to take elsewhere" },
  { value: "rectification", label: "Correct something" },
  { value: "erasure", label: "Delete their data" },
  { value: "restriction", label: "Pause the use of their data" },
  { value: "objection", label: "Object to a use of their data" },
  { value: "opt_out", label: "No sale, no sharing, no marketing" },
  { value: "limit_sensitive", label: "Limit the use of sensitive data" },
  { value: "automated_decision_review", label: "A person to look at an automated decision" },
  { value: "complaint", label: "A complaint" },
];

/** The words of a right among those choices. */
export const rightChoice = (right: Right): string =>
  rightChoices.find((one) => one.value === right)?.label ?? right.replaceAll("_", " ");
