import { environment } from "#lib/config/environment.ts";

/** The company's own login for people, where there is one. */
export type PeopleLogin = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The issuer makes sure itself that a mailbox is the person's: then, and only then, its `email` counts as proven. */
  trustsMailbox: boolean;
  /** The claim that tells an identifier of the company, and which kind it is in the map; null without one. */
  known: { claim: string; kind: string } | null;
};

/** The login that people of the company have, as the operator set it; null where there is none. */
export function peopleLogin(): PeopleLogin | null {
  const set = environment();
  const { HABEAS_PEOPLE_ISSUER: issuer, HABEAS_PEOPLE_CLIENT_ID: clientId } = set;
  const clientSecret = set.HABEAS_PEOPLE_CLIENT_SECRET;
  if (!issuer || !clientId || !clientSecret) return null;
  const claim = set.HABEAS_PEOPLE_NUMBER_CLAIM;
  return {
    issuer,
    clientId,
    clientSecret,
    trustsMailbox: set.HABEAS_PEOPLE_TRUST_EMAIL === "yes",
    known: claim ? { claim, kind: set.HABEAS_PEOPLE_NUMBER_KIND } : null,
  };
}
