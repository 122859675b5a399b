import { mediawiki } from "./mediawiki/product.ts";
import { medusa } from "./medusa/product.ts";
import type { Product } from "./product.ts";
import { requestTracker } from "./request_tracker/product.ts";
import { roundcube } from "./roundcube/product.ts";

/** Every product, for tests that try something on all of them. */
export const products: readonly Product[] = [requestTracker, mediawiki, roundcube, medusa];
