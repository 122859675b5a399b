import { Resolver } from "node:dns/promises";
import { bad, type Finding, fine, warn } from "./finding.ts";

/** Answers the TXT records of a name, or throws with a code such as ENOTFOUND. */
export type AskTxt = (name: string) => Promise<string[][]>;

/** Asks as this machine is set to, at most four seconds at a time and twice. */
const ask: AskTxt = (name) => new Resolver({ timeout: 4000, tries: 2 }).resolveTxt(name);

/** Names that nobody else can look up. */
const closed = /(^|[.])(localhost|localdomain|local|internal|lan|test|invalid|example)$/;

/**
 * Whether others can tell our mails from forged ones (threat TM-13): SPF and DMARC of the sender's domain. Whether DKIM
 * signs them is the mail server's to say.
 */
export async function examineMailDomain(sender: string, txt: AskTxt = ask): Promise<Finding[]> {
  const domain = sender.slice(sender.lastIndexOf("@") + 1).toLowerCase();
  if (domain === "" || closed.test(domain))
    return [warn("mail domain", "The sender's domain is not one of the internet.", "Set HABEAS_MAIL_FROM.")];
  return [await spf(domain, txt), await dmarc(domain, txt)];
}

/** The records that begin so; null where nobody answers. */
async function records(name: string, begins: string, txt: AskTxt): Promise<string[] | null> {
  try {
    return (await txt(name))
      .map((parts) => parts.join(""))
      .filter((one) => one.toLowerCase().startsWith(begins));
  } catch (error) {
    const { code } = error as { code?: string };
    return code === "ENOTFOUND" || code === "ENODATA" ? [] : null;
  }
}

const silent = (name: string) =>
  warn(name, "No name server answers.", "Run this again where names of the internet can be looked up.");

async function spf(domain: string, txt: AskTxt): Promise<Finding> {
  const found = await records(domain, "v=spf1", txt);
  if (found === null) return silent("SPF");
  if (found.length === 0)
    return bad("SPF", `${domain} names no mail servers.`, `Add a TXT record to ${domain}: v=spf1 … -all`);
  if (found.length > 1) return bad("SPF", `${domain} has ${found.length} SPF records.`, "Leave one.");
  return /[-~]all\b|redirect=/i.test(found[0] ?? "")
    ? fine("SPF", `${domain} says which servers may send its mails.`)
    : bad("SPF", `By its SPF anybody may send mails of ${domain}.`, "Let the record end with -all.");
}

async function dmarc(domain: string, txt: AskTxt): Promise<Finding> {
  // That of the whole domain counts where a part of it has none.
  for (let name = domain; name.includes("."); name = name.slice(name.indexOf(".") + 1)) {
    const found = await records(`_dmarc.${name}`, "v=dmarc1", txt);
    if (found === null) return silent("DMARC");
    if (found.length === 0) continue;
    const policy = /;\s*p\s*=\s*(\w+)/i.exec(found[0] ?? "")?.[1]?.toLowerCase();
    return policy === "reject" || policy === "quarantine"
      ? fine("DMARC", `Forged mails of ${name} are ${policy === "reject" ? "refused" : "put aside"}.`)
      : bad("DMARC", `${name} asks nobody to refuse forged mails.`, "Set p=reject in its DMARC record.");
  }
  return bad(
    "DMARC",
    `${domain} has no DMARC record.`,
    `Add a TXT record to _dmarc.${domain}: v=DMARC1; p=reject`,
  );
}
