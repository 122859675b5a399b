import type { Connector } from "#connectors/contract.ts";
import { openLdap } from "./session.ts";
import { type LdapSettings, ldapSettings } from "./settings.ts";

/** A directory of people that speaks LDAP version 3. */
export const ldap: Connector<LdapSettings> = {
  id: "ldap",
  title: "LDAP directory",
  settings: ldapSettings,
  capabilities: ["locate", "collect", "inspect", "erase", "correct"],
  open: async (context) => openLdap(context),
};
