import type { Product } from "../product.ts";
import { accountFillings } from "./accounts.ts";
import { crowdFillings } from "./crowd.ts";
import { recordFillings } from "./records.ts";
import { mediawikiSchema } from "./schema.ts";
import { mediawikiPeople } from "./truth.ts";
import { writingFillings } from "./writing.ts";

/** MediaWiki 1.39: no declared foreign key, actors between accounts and writing, text five tables away, shared comments. */
export const mediawiki: Product = {
  id: "mediawiki",
  title: "MediaWiki 1.39, wiki",
  dialects: ["postgres", "sqlite", "mariadb"],
  folded: false,
  schema: mediawikiSchema,
  // Outside Postgres the wiki keeps moments as fourteen digits.
  instant: (moment, dialect) => (dialect === "postgres" ? moment : moment.replaceAll(/[^0-9]/g, "")),
  fillings: (crowd) => [...accountFillings, ...writingFillings, ...recordFillings, ...crowdFillings(crowd)],
  people: mediawikiPeople,
};
