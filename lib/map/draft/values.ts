/** What sampled values look like, as shares of those that are there. The values themselves stay behind. */
export type Look = {
  /** How many values there were to look at. */
  seen: number;
  empty: number;
  distinct: number;
  email: number;
  phone: number;
  ip: number;
  url: number;
  integer: number;
  uuid: number;
  date: number;
  hash: number;
  json: number;
  people: number;
  /** Mean length in characters. */
  length: number;
  /** Different values where they are few: names of types and states, never of people. */
  words: ReadonlySet<string>;
};

const forms = {
  email: /^[^\s@<>"]+@[^\s@<>"]+\.[a-z]{2,}$/i,
  phone: /^\+?[\d\s().\-/]{7,20}$/,
  ip: /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:]+:[0-9a-f.]*)$/i,
  url: /^https?:\/\//i,
  integer: /^-?\d{1,19}$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  date: /^\d{4}-\d{2}-\d{2}/,
  hash: /^(?:[0-9a-f]{32,128}|\$2[aby]?\$.{50,}|\$argon2.*|:[AB]:.*|![a-z0-9]+!.*)$/i,
  json: /^\s*[{[].*[}\]]\s*$/s,
  people: /^\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’.-]*){1,3}$/u,
} as const;

/** Looks at one column of a sample. */
export function lookAt(values: readonly (string | null)[]): Look {
  const there = values.filter((value): value is string => value !== null && value !== "");
  const share = (form: RegExp) =>
    there.length === 0 ? 0 : there.filter((value) => form.test(value)).length / there.length;
  const distinct = new Set(there);
  const phone = there.filter((value) => forms.phone.test(value) && /[+\s().-]/.test(value.trim())).length;
  return {
    seen: values.length,
    empty: values.length - there.length,
    distinct: distinct.size,
    email: share(forms.email),
    phone: there.length === 0 ? 0 : phone / there.length,
    ip: share(forms.ip),
    url: share(forms.url),
    integer: share(forms.integer),
    uuid: share(forms.uuid),
    date: share(forms.date),
    hash: share(forms.hash),
    json: share(forms.json),
    people: share(forms.people),
    length: there.length === 0 ? 0 : there.reduce((sum, value) => sum + value.length, 0) / there.length,
    words: distinct.size <= 25 && there.length > distinct.size ? distinct : new Set(),
  };
}

/** What a column looks like of which nothing was sampled. */
export const unseen: Look = lookAt([]);
