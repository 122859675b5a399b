/** What two records of people are compared by. Every field as the system holds it; missing is neutral. */
export type PersonRecord = {
  given_name?: string;
  family_name?: string;
  /** Where a system does not split names; "Family, Given" is understood. */
  full_name?: string;
  /** `2001-09-30`, `20010930`, `30.09.2001` or `30/09/2001`; the day stands before the month. */
  birth_date?: string;
  /** May hold the house number too. */
  street?: string;
  house_number?: string;
  city?: string;
  postal_code?: string;
  /** ISO 3166 alpha-2; makes national telephone numbers comparable. */
  country?: string;
  phone?: string;
  email?: string;
};

export type PersonField = keyof PersonRecord;

/**
 * How often a name occurs where the candidate comes from.
 * @param value the normal form: ASCII letters in lower case, words parted by one space; or one word of a name of
 * several, whose bearers are all who have it among their names
 * @returns undefined where it is not known
 */
export type Frequency = (
  field: "given_name" | "family_name",
  value: string,
) => { count: number; total: number } | undefined;
