import type { Product } from "../product.ts";
import { afterFillings, crowdFillings } from "./after.ts";
import { cartFillings } from "./carts.ts";
import { orderFillings } from "./orders.ts";
import { customerFillings } from "./people.ts";
import { medusaSchema } from "./schema.ts";
import { medusaPeople } from "./truth.ts";

/** Medusa 2.21, a shop, from its npm packages: text keys, soft deletes, JSON, keys both ways between two tables. */
export const medusa: Product = {
  id: "medusa",
  title: "Medusa 2.21, shop",
  dialects: ["postgres"],
  folded: false,
  schema: medusaSchema,
  fillings: (crowd) => [
    ...customerFillings,
    ...cartFillings,
    ...orderFillings,
    ...afterFillings,
    ...crowdFillings(crowd),
  ],
  people: medusaPeople,
};
