import type { Authority } from "./authority.ts";

/** Addresses as privacy notices and lists of 2025 and 2026 give them; not read at the authority itself, so none is "confirmed". */
const authority = (name: string, url: string, post: string, note?: string): Authority => ({
  name,
  url,
  post,
  kind: "authority",
  confidence: "secondary",
  ...(note ? { note } : {}),
});

/** Supervisory authorities of the 30 states of the European Economic Area, the United Kingdom and Switzerland. */
export const europe: Readonly<Record<string, Authority>> = {
  AT: authority(
    "Österreichische Datenschutzbehörde",
    "https://www.dsb.gv.at",
    "Barichgasse 40-42, 1030 Wien, Austria",
  ),
  BE: authority(
    "Autorité de protection des données / Gegevensbeschermingsautoriteit",
    "https://www.dataprotectionauthority.be",
    "Rue de la Presse 35 / Drukpersstraat 35, 1000 Brussels, Belgium",
  ),
  BG: authority(
    "Commission for Personal Data Protection",
    "https://www.cpdp.bg",
    "2 Prof. Tsvetan Lazarov Blvd., Sofia 1592, Bulgaria",
  ),
  CY: authority(
    "Office of the Commissioner for Personal Data Protection",
    "https://www.dataprotection.gov.cy",
    "P.O. Box 23378, 1682 Nicosia, Cyprus",
  ),
  CZ: authority(
    "Úřad pro ochranu osobních údajů",
    "https://uoou.gov.cz",
    "Pplk. Sochora 27, 170 00 Praha 7, Czechia",
  ),
  DE: authority(
    "Die Bundesbeauftragte für den Datenschutz und die Informationsfreiheit (BfDI)",
    "https://www.bfdi.bund.de",
    "Graurheindorfer Str. 153, 53117 Bonn, Germany",
    "For most companies the authority of the Land is responsible. The BfDI lists them: https://www.bfdi.bund.de/anschriften",
  ),
  DK: authority("Datatilsynet", "https://www.datatilsynet.dk", "Carl Jacobsens Vej 35, 2500 Valby, Denmark"),
  EE: authority("Andmekaitse Inspektsioon", "https://www.aki.ee", "Tatari 39, 10134 Tallinn, Estonia"),
  ES: authority(
    "Agencia Española de Protección de Datos (AEPD)",
    "https://www.aepd.es",
    "Calle Jorge Juan 6, 28001 Madrid, Spain",
  ),
  FI: authority(
    "Office of the Data Protection Ombudsman (Tietosuojavaltuutetun toimisto)",
    "https://tietosuoja.fi",
    "P.O. Box 800, 00531 Helsinki, Finland",
  ),
  FR: authority(
    "Commission nationale de l'informatique et des libertés (CNIL)",
    "https://www.cnil.fr",
    "3 Place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, France",
  ),
  GR: authority(
    "Hellenic Data Protection Authority",
    "https://www.dpa.gr",
    "Kifisias 1-3, 115 23 Athens, Greece",
  ),
  HR: authority(
    "Agencija za zaštitu osobnih podataka (AZOP)",
    "https://azop.hr",
    "Selska cesta 136, 10000 Zagreb, Croatia",
  ),
  HU: authority(
    "Nemzeti Adatvédelmi és Információszabadság Hatóság (NAIH)",
    "https://www.naih.hu",
    "Falk Miksa utca 9-11, 1055 Budapest, Hungary",
  ),
  IE: authority(
    "Data Protection Commission",
    "https://www.dataprotection.ie",
    "6 Pembroke Row, Dublin 2, D02 X963, Ireland",
  ),
  IS: authority("Persónuvernd", "https://www.personuvernd.is", "Laugavegur 166, 105 Reykjavík, Iceland"),
  IT: authority(
    "Garante per la protezione dei dati personali",
    "https://www.garanteprivacy.it",
    "Piazza Venezia 11, 00187 Roma, Italy",
  ),
  LI: authority(
    "Datenschutzstelle Fürstentum Liechtenstein",
    "https://www.datenschutzstelle.li",
    "Städtle 38, 9490 Vaduz, Liechtenstein",
  ),
  LT: authority(
    "Valstybinė duomenų apsaugos inspekcija",
    "https://vdai.lrv.lt",
    "L. Sapiegos g. 17, 10312 Vilnius, Lithuania",
  ),
  LU: authority(
    "Commission nationale pour la protection des données (CNPD)",
    "https://cnpd.public.lu",
    "15, Boulevard du Jazz, 4370 Belvaux, Luxembourg",
  ),
  LV: authority("Datu valsts inspekcija", "https://www.dvi.gov.lv", "Elijas iela 17, Rīga, LV-1050, Latvia"),
  MT: authority(
    "Office of the Information and Data Protection Commissioner",
    "https://idpc.org.mt",
    "Floor 2, Airways House, High Street, Sliema SLM 1549, Malta",
  ),
  NL: authority(
    "Autoriteit Persoonsgegevens",
    "https://www.autoriteitpersoonsgegevens.nl",
    "Postbus 93374, 2509 AJ Den Haag, Netherlands",
  ),
  NO: authority("Datatilsynet", "https://www.datatilsynet.no", "Postboks 458 Sentrum, 0105 Oslo, Norway"),
  PL: authority(
    "Urząd Ochrony Danych Osobowych (UODO)",
    "https://uodo.gov.pl",
    "ul. Stanisława Moniuszki 1A, 00-014 Warszawa, Poland",
  ),
  PT: authority(
    "Comissão Nacional de Proteção de Dados (CNPD)",
    "https://www.cnpd.pt",
    "Av. D. Carlos I, 134, 1.º, 1200-651 Lisboa, Portugal",
  ),
  RO: authority(
    "Autoritatea Națională de Supraveghere a Prelucrării Datelor cu Caracter Personal (ANSPDCP)",
    "https://www.dataprotection.ro",
    "B-dul G-ral. Gheorghe Magheru 28-30, Sector 1, 010336 București, Romania",
  ),
  SE: authority(
    "Integritetsskyddsmyndigheten (IMY)",
    "https://www.imy.se",
    "Box 8114, 104 20 Stockholm, Sweden",
  ),
  SI: authority(
    "Informacijski pooblaščenec",
    "https://www.ip-rs.si",
    "Dunajska cesta 22, 1000 Ljubljana, Slovenia",
  ),
  SK: authority(
    "Úrad na ochranu osobných údajov Slovenskej republiky",
    "https://dataprotection.gov.sk",
    "Park One, Námestie 1. mája 18, 811 06 Bratislava, Slovakia",
  ),
  GB: {
    ...authority(
      "Information Commission (formerly Information Commissioner's Office, ICO)",
      "https://ico.org.uk/make-a-complaint",
      "4th Floor, No. 3 Circle Square, 5 Hawkshaw Street, Manchester M1 7BL, United Kingdom",
      "It moved from Wilmslow to Manchester in autumn 2026. Its website says where to write.",
    ),
    confidence: "to_confirm",
  },
  CH: authority(
    "Federal Data Protection and Information Commissioner (FDPIC)",
    "https://www.edoeb.admin.ch",
    "Feldeggweg 1, 3003 Bern, Switzerland",
  ),
};
