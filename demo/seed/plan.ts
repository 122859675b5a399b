/** How many rows of each kind a person has. */
export type Counts = {
  oldEmails: number;
  addresses: number;
  orders: number;
  lines: number;
  returns: number;
  cookies: number;
  sessions: number;
  wishes: number;
  reviews: number;
  consents: number;
  views: number;
  segments: number;
  fittings: number;
  storeVisits: number;
  payments: number;
  refunds: number;
  tickets: number;
  messages: number;
  sends: number;
  opens: number;
  clicks: number;
  loyalty: number;
  visits: number;
};

/** What the story fixes about a person. Identifiers besides the main address are in `people.ts`. */
export type Plan = {
  id: number;
  born: string;
  city: string;
  code: string;
  phone: string;
  /** The address in the ledger, where it differs from the shop's. */
  receiptEmail?: string;
  /** The address under which the support desk knows the person; null where it does not. */
  supportEmail: string | null;
  newsletterEmail: string | null;
  oldEmail?: string;
  /** A second person at the same address shares this street and number. */
  street?: string;
  counts: Counts;
};
