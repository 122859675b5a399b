/** The ways by which a request reaches a company outside of the portal; staff log these. */
export const staffChannels = ["post", "email", "phone", "in_person", "chat", "other_department"] as const;
export type StaffChannel = (typeof staffChannels)[number];

/** Every way by which a request can have reached us. */
export type Channel = "portal" | "command_line" | "signal" | "canary" | StaffChannel;

export const isStaffChannel = (text: string): text is StaffChannel =>
  (staffChannels as readonly string[]).includes(text);
