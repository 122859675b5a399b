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

const ordinary: Counts = {
  oldEmails: 0,
  addresses: 1,
  orders: 4,
  lines: 9,
  returns: 1,
  cookies: 2,
  sessions: 5,
  wishes: 3,
  reviews: 1,
  consents: 2,
  views: 18,
  payments: 5,
  refunds: 1,
  tickets: 2,
  messages: 7,
  sends: 6,
  opens: 3,
  clicks: 1,
  loyalty: 9,
  visits: 60,
};

function counts(changes: Partial<Counts>): Counts {
  return { ...ordinary, ...changes };
}

const none = { tickets: 0, messages: 0 };
const noNews = { sends: 0, opens: 0, clicks: 0 };

/**
 * The stories in numbers. Mina: shop 1,204 (1 account, 1 earlier address, 3 addresses, 96 orders, 287 lines,
 * 96 invoices, 14 returns, 31 sessions, 47 wishes, 9 reviews, 6 consents, 613 views), payments 212,
 * support 37, loyalty 88, visits 9,410, newsletter none.
 */
export const plans: Record<string, Plan> = {
  mina: {
    id: 417,
    born: "1988-05-14",
    city: "Dublin",
    code: "D08 XX12",
    phone: "+353 1 555 0117",
    receiptEmail: "mina.receipts@example.org",
    supportEmail: "mina.receipts@example.org",
    newsletterEmail: null,
    oldEmail: "mina.adeyemi@example.net",
    counts: counts({
      oldEmails: 1,
      addresses: 3,
      orders: 96,
      lines: 287,
      returns: 14,
      cookies: 6,
      sessions: 31,
      wishes: 47,
      reviews: 9,
      consents: 6,
      views: 613,
      payments: 197,
      refunds: 14,
      tickets: 6,
      messages: 30,
      ...noNews,
      loyalty: 88,
      visits: 9410,
    }),
  },
  jun: {
    id: 633,
    born: "1991-11-02",
    city: "Fresno",
    code: "93650",
    phone: "+1 559 555 0133",
    supportEmail: "jun.tanaka@example.com",
    newsletterEmail: "jun.tanaka@example.com",
    counts: counts({ orders: 7, lines: 15, views: 64, visits: 211 }),
  },
  priya: {
    id: 702,
    born: "1984-03-27",
    city: "San Jose",
    code: "95101",
    phone: "+1 408 555 0102",
    receiptEmail: "priya.raman@example.org",
    supportEmail: "priya.raman@example.com",
    newsletterEmail: "priya.raman@example.org",
    counts: counts({ orders: 12, lines: 31, payments: 24, refunds: 2 }),
  },
  tomas: {
    id: 811,
    born: "1979-08-09",
    city: "Zaragoza",
    code: "50001",
    phone: "+34 555 010 811",
    supportEmail: "tomas.herrera@example.com",
    newsletterEmail: "tomas.herrera@example.com",
    counts: counts({}),
  },
  leila: {
    id: 926,
    born: "1993-01-30",
    city: "Leeds",
    code: "LS1 0AA",
    phone: "+44 7700 900926",
    supportEmail: "leila.haddad@example.com",
    newsletterEmail: "leila.haddad@example.com",
    counts: counts({ orders: 5, lines: 11 }),
  },
  aoife: {
    id: 1038,
    born: "1996-06-18",
    city: "Galway",
    code: "H91 XX38",
    phone: "+353 91 555 038",
    supportEmail: "aoife.byrne@example.com",
    newsletterEmail: "aoife.byrne@example.com",
    counts: counts({ reviews: 6, wishes: 12 }),
  },
  chris_senior: {
    id: 1144,
    born: "1961-02-11",
    city: "Bristol",
    code: "BS1 0AA",
    phone: "+44 117 496 0144",
    street: "14 Weir Street",
    supportEmail: "chris.martin@example.com",
    newsletterEmail: "chris.martin@example.com",
    counts: counts({ orders: 8, lines: 17 }),
  },
  chris_junior: {
    id: 1145,
    born: "1990-07-25",
    city: "Bristol",
    code: "BS1 0AA",
    phone: "+44 117 496 0144",
    street: "14 Weir Street",
    supportEmail: "chris.j.martin@example.org",
    newsletterEmail: "chris.j.martin@example.org",
    counts: counts({ orders: 3, lines: 8 }),
  },
  oskar: {
    id: 1257,
    born: "1974-12-05",
    city: "Uppsala",
    code: "753 10",
    phone: "+46 70 174 06 57",
    supportEmail: "oskar.l@example.net",
    newsletterEmail: "oskar.l@example.net",
    oldEmail: "oskar.l@example.net",
    counts: counts({ oldEmails: 1, loyalty: 0 }),
  },
  harriet: {
    id: 1369,
    born: "1969-10-20",
    city: "Leeds",
    code: "LS1 0AA",
    phone: "+44 7700 900369",
    supportEmail: null,
    newsletterEmail: null,
    counts: counts({ ...none, ...noNews, visits: 640 }),
  },
  dana: {
    id: 1471,
    born: "1987-04-03",
    city: "Fresno",
    code: "93650",
    phone: "+1 559 555 0171",
    supportEmail: "dana.whitfield@example.com",
    newsletterEmail: null,
    counts: counts({ ...noNews }),
  },
  sam: {
    id: 1583,
    born: "2013-09-16",
    city: "Dublin",
    code: "D08 XX83",
    phone: "+353 1 555 0183",
    street: "3 Heron Walk",
    supportEmail: null,
    newsletterEmail: null,
    counts: counts({
      ...none,
      ...noNews,
      orders: 1,
      lines: 1,
      returns: 0,
      payments: 1,
      refunds: 0,
      cookies: 1,
      visits: 22,
      loyalty: 4,
    }),
  },
  ruth: {
    id: 1584,
    born: "1985-02-08",
    city: "Dublin",
    code: "D08 XX83",
    phone: "+353 1 555 0183",
    street: "3 Heron Walk",
    supportEmail: "ruth.keller@example.com",
    newsletterEmail: "ruth.keller@example.com",
    counts: counts({ loyalty: 0 }),
  },
  fergal: {
    id: 1692,
    born: "1982-01-19",
    city: "Galway",
    code: "H91 XX92",
    phone: "+353 91 555 092",
    receiptEmail: "till.galway@example.net",
    supportEmail: "fergal.moss@example.com",
    newsletterEmail: null,
    oldEmail: "till.galway@example.net",
    counts: counts({ ...noNews, oldEmails: 1 }),
  },
  una: {
    id: 1693,
    born: "1994-11-23",
    city: "Galway",
    code: "H91 XX93",
    phone: "+353 91 555 093",
    receiptEmail: "till.galway@example.net",
    supportEmail: "una.brady@example.com",
    newsletterEmail: "una.brady@example.com",
    oldEmail: "till.galway@example.net",
    counts: counts({ oldEmails: 1 }),
  },
  lucja: {
    id: 1777,
    born: "1990-03-12",
    city: "Łódź",
    code: "90-001",
    phone: "+48 555 010 777",
    supportEmail: "lucja.wojcik@example.com",
    newsletterEmail: "lucja.wojcik@example.com",
    counts: counts({}),
  },
  hanako: {
    id: 1862,
    born: "1998-08-30",
    city: "東京",
    code: "100-0001",
    phone: "+81 3 5550 1862",
    supportEmail: "hanako.sato@example.com",
    newsletterEmail: "hanako.sato@example.com",
    counts: counts({}),
  },
  noam: {
    id: 1949,
    born: "1976-05-07",
    city: "חיפה",
    code: "3100000",
    phone: "+972 55 501 9049",
    supportEmail: "noam.levi@example.com",
    newsletterEmail: "noam.levi@example.com",
    counts: counts({}),
  },
};
