import type { Confidence } from "#lib/law/source.ts";
import type { Authority } from "./authority.ts";

const authority = (
  name: string,
  url: string,
  post: string,
  confidence: Confidence = "to_confirm",
): Authority => ({ name, url, post, kind: "authority", confidence });

/** California's privacy agency, and the authorities outside Europe and the United States. */
export const elsewhere: Readonly<Record<string, Authority>> = {
  "US-CA": authority(
    "California Privacy Protection Agency (CalPrivacy)",
    "https://cppa.ca.gov",
    "400 R Street, Suite 350, Sacramento, CA 95811, United States",
    "secondary",
  ),
  AU: authority(
    "Office of the Australian Information Commissioner",
    "https://www.oaic.gov.au",
    "GPO Box 5288, Sydney NSW 2001, Australia",
    "secondary",
  ),
  BR: authority("Agência Nacional de Proteção de Dados (ANPD)", "https://www.gov.br/anpd", ""),
  CA: authority(
    "Office of the Privacy Commissioner of Canada",
    "https://www.priv.gc.ca",
    "30 Victoria Street, Gatineau, Quebec K1A 1H3, Canada",
    "secondary",
  ),
  "CA-QC": authority(
    "Commission d'accès à l'information du Québec",
    "https://www.cai.gouv.qc.ca",
    "525, boulevard René-Lévesque Est, bureau 2.36, Québec (Québec) G1R 5S9, Canada",
    "secondary",
  ),
  CN: authority("Cyberspace Administration of China", "https://www.cac.gov.cn", ""),
  IN: authority("Data Protection Board of India", "https://www.meity.gov.in", ""),
  JP: authority(
    "Personal Information Protection Commission",
    "https://www.ppc.go.jp",
    "Kasumigaseki Common Gate West Tower 32nd Floor, 3-2-1 Kasumigaseki, Chiyoda-ku, Tokyo 100-0013, Japan",
  ),
  KR: authority(
    "Personal Information Protection Commission",
    "https://www.pipc.go.kr",
    "Government Complex Seoul, 209 Sejong-daero, Jongno-gu, Seoul 03171, Republic of Korea",
    "secondary",
  ),
  NZ: authority(
    "Office of the Privacy Commissioner",
    "https://www.privacy.org.nz",
    "PO Box 10094, The Terrace, Wellington 6143, New Zealand",
    "secondary",
  ),
  SG: authority(
    "Personal Data Protection Commission",
    "https://www.pdpc.gov.sg",
    "10 Pasir Panjang Road, #03-01, Mapletree Business City, Singapore 117438",
  ),
  TH: authority("Office of the Personal Data Protection Committee", "https://www.pdpc.or.th", ""),
  ZA: authority(
    "Information Regulator (South Africa)",
    "https://inforegulator.org.za",
    "P.O. Box 31533, Braamfontein, Johannesburg 2017, South Africa",
    "secondary",
  ),
};
