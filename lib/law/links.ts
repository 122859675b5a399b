import type { Regime } from "./regime.ts";

const civilCode =
  "https://leginfo.legislature.ca.gov/faces/codes_displaySection.xhtml?lawCode=CIV&sectionNum=";

/**
 * Where the text that a source cites can be read, by how the citation begins; the first that fits counts. Only public
 * pages that we are sure of: the lawgiver's or the regulator's own, and for California's regulations, which the state
 * publishes without stable addresses, the copy of Cornell's law school. A citation without one has no link.
 */
const texts: readonly (readonly [cite: RegExp, url: string])[] = [
  [
    /^Regulation \(EU\) 2016\/679, articles? (\d+)/,
    "https://eur-lex.europa.eu/eli/reg/2016/679/oj/eng#art_$1",
  ],
  [
    /^EDPB Guidelines 01\/2022/,
    "https://www.edpb.europa.eu/our-work-tools/our-documents/guidelines/guidelines-012022-data-subject-rights-right-access_en",
  ],
  [/^UK GDPR, articles? (\d+[A-Z]?)/, "https://www.legislation.gov.uk/eur/2016/679/article/$1"],
  [
    /^Data Protection Act 2018, section (\d+[A-Z]?)/,
    "https://www.legislation.gov.uk/ukpga/2018/12/section/$1",
  ],
  [/^FADP, articles? (\d+)/, "https://www.fedlex.admin.ch/eli/cc/2022/491/en#art_$1"],
  [/^DPO, articles? (\d+)/, "https://www.fedlex.admin.ch/eli/cc/2022/568/en#art_$1"],
  [/^Civil Code (\d+(?:\.\d+)*)/, `${civilCode}$1.`],
  [
    /^California Code of Regulations, title 11, section (\d+)/,
    "https://www.law.cornell.edu/regulations/california/11-CCR-$1",
  ],
  [/^AB 883,/, "https://leginfo.legislature.ca.gov/faces/billNavClient.xhtml?bill_id=202520260AB883"],
  [
    /^Code of Virginia 59\.1-(\d+)/,
    "https://law.lis.virginia.gov/vacode/title59.1/chapter53/section59.1-$1/",
  ],
  [/^C\.R\.S\. 6-1-13/, "https://leg.colorado.gov/bills/sb21-190"],
  [/^Conn\. Gen\. Stat\. 42-5/, "https://www.cga.ct.gov/current/pub/chap_743jj.htm"],
  [/^Utah Code 13-61/, "https://le.utah.gov/xcode/Title13/Chapter61/13-61.html"],
  [/^Tex\. Bus\. & Com\. Code 541/, "https://statutes.capitol.texas.gov/Docs/BC/htm/BC.541.htm"],
  [/^ORS 646A/, "https://www.oregonlegislature.gov/bills_laws/ors/ors646A.html"],
  [
    /^Mont\. Code 30-14-28/,
    "https://mca.legmt.gov/bills/mca/title_0300/chapter_0140/part_0280/sections_index.html",
  ],
  [/^6 Del\. C\. 12D/, "https://delcode.delaware.gov/title6/c012d/index.html"],
  [/^Iowa Code 715D/, "https://www.legis.iowa.gov/docs/code/715D.pdf"],
  [/^Neb\. Rev\. Stat\. (87-\d+)/, "https://nebraskalegislature.gov/laws/statutes.php?statute=$1"],
  [/^RSA 507-H/, "https://gc.nh.gov/rsa/html/LII/507-H/507-H-mrg.htm"],
  [/^N\.J\.S\.A\. 56:8-166/, "https://pub.njleg.state.nj.us/Bills/2022/PL23/266_.PDF"],
  [/^Tenn\. Code 47-18-33/, "https://publications.tnsosfiles.com/acts/113/pub/pc0408.pdf"],
  [/^Minn\. Stat\. (325M\.\d+)/, "https://www.revisor.mn.gov/statutes/cite/$1"],
  [
    /^Md\. Com\. Law (14-\d+)/,
    "https://mgaleg.maryland.gov/mgawebsite/Laws/StatuteText?article=gcl&section=$1",
  ],
  [/^Ind\. Code 24-15/, "https://iga.in.gov/laws/2025/ic/titles/24"],
  [/^KRS 367\.36/, "https://apps.legislature.ky.gov/record/24rs/hb15.html"],
  [/^R\.I\.G\.L\. 6-48\.1/, "https://webserver.rilegislature.gov/Statutes/TITLE6/6-48.1/INDEX.htm"],
  [/^Fla\. Stat\. (501\.\d+)/, "https://www.flsenate.gov/Laws/Statutes/2024/$1"],
  [/^NRS 603A\.(\d+)/, "https://www.leg.state.nv.us/nrs/nrs-603a.html#NRS603ASec$1"],
  [/^Lei 13\.709/, "https://www.planalto.gov.br/ccivil_03/_ato2015-2018/2018/lei/l13709.htm"],
  [/^PIPEDA, section (\d+)/, "https://laws-lois.justice.gc.ca/eng/acts/P-8.6/section-$1.html"],
  [/^P-39\.1/, "https://www.legisquebec.gouv.qc.ca/en/document/cs/P-39.1"],
  [
    /^(?:Promotion of Access to Information Act|PAIA),/,
    "https://www.justice.gov.za/legislation/acts/2000-002.pdf",
  ],
  [/^APPI,/, "https://laws.e-gov.go.jp/law/415AC0000000057"],
  [/^APP \d/, "https://www.legislation.gov.au/C2004A03712/latest/text"],
  [/^PIPL,/, "https://www.cac.gov.cn/2021-08/20/c_1631050028355286.htm"],
  [
    /^(?:Personal Data Protection Regulations 2021|regulation 5:)/,
    "https://sso.agc.gov.sg/SL/PDPA2012-S63-2021",
  ],
];

/** The public page with the text that a citation names first; null where we are sure of none. */
export function linkOf(cite: string): string | null {
  for (const [begins, url] of texts) {
    const found = begins.exec(cite);
    if (found) return url.replace("$1", found[1] ?? "");
  }
  return null;
}

/** A law whose sources carry their links. */
export const withLinks = (regime: Regime): Regime => linked(regime) as Regime;

function linked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(linked);
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, linked(one)]));
  if (typeof copy.cite !== "string" || copy.url !== undefined) return copy;
  const url = linkOf(copy.cite);
  return url === null ? copy : { ...copy, url };
}
