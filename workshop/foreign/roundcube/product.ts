import type { Product } from "../product.ts";
import { crowdFillings } from "./crowd.ts";
import { roundcubeSchema } from "./schema.ts";
import { namedFillings } from "./seed.ts";
import { roundcubePeople } from "./truth.ts";

/** Roundcube 1.6: declared foreign keys, keys of two and three parts, other people in everybody's address book. */
export const roundcube: Product = {
  id: "roundcube",
  title: "Roundcube 1.6, webmail",
  dialects: ["postgres", "sqlite", "mariadb"],
  folded: false,
  schema: roundcubeSchema,
  fillings: (crowd) => [...namedFillings, ...crowdFillings(crowd)],
  people: roundcubePeople,
};
