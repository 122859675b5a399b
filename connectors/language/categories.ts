/**
 * Categories of personal data: those of Cal. Civ. Code 1798.140(v)(1) (A to L), with communications and financial
 * data named apart because people look for them, and `technical` for what only makes the system work.
 */
export const categories = [
  "identifiers",
  "customer_records",
  "protected_characteristics",
  "commercial",
  "financial",
  "biometric",
  "internet_activity",
  "geolocation",
  "sensory",
  "professional",
  "education",
  "inferences",
  "communications",
  "preferences",
  "security",
  "technical",
] as const;

/** Special categories of Art. 9(1) and 10 GDPR, and sensitive personal information of Cal. Civ. Code 1798.140(ae). */
export const specialCategories = [
  "health",
  "genetic",
  "biometric_identification",
  "racial_or_ethnic_origin",
  "political_opinions",
  "religious_or_philosophical_beliefs",
  "trade_union_membership",
  "sex_life_or_orientation",
  "criminal_convictions",
  "government_identifier",
  "account_login",
  "precise_geolocation",
  "citizenship_or_immigration_status",
  "contents_of_messages",
  "children",
] as const;

export type Category = (typeof categories)[number];
export type SpecialCategory = (typeof specialCategories)[number];
