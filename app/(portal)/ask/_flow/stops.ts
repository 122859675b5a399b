/** What somebody can have stopped, as the form offers it; `value` is what the request keeps: kinds joined by commas. */
export const stopChoices = [
  {
    says: "all",
    value: "sale,sharing,profiling,marketing_email,marketing_phone,marketing_text,marketing_post",
  },
  { says: "sale", value: "sale,sharing,profiling" },
  { says: "marketing", value: "marketing_email,marketing_phone,marketing_text,marketing_post" },
  { says: "email", value: "marketing_email" },
  { says: "phone", value: "marketing_phone,marketing_text" },
  { says: "post", value: "marketing_post" },
] as const;

/** The choice that was made; everything where none was. */
export const stopSaid = (stop: string | undefined) =>
  stopChoices.find(({ value }) => value === stop)?.says ?? "all";

const objections = ["both", "marketing", "uses"] as const;

/** What somebody objects to; both where they did not say. */
export const objectionSaid = (objects: string | undefined) =>
  objections.find((one) => one === objects) ?? "both";
