import type { Product } from "../product.ts";
import { crowdFillings } from "./crowd.ts";
import { peopleFillings } from "./people.ts";
import { restFillings } from "./rest.ts";
import { requestTrackerSchema } from "./schema.ts";
import { ticketFillings } from "./tickets.ts";
import { requestTrackerPeople } from "./truth.ts";

/** Request Tracker 5: no declared foreign key, owners of several types, roles through groups, groups in groups. */
export const requestTracker: Product = {
  id: "request_tracker",
  title: "Request Tracker 5, ticketing",
  dialects: ["postgres", "sqlite", "mariadb"],
  folded: true,
  schema: requestTrackerSchema,
  fillings: (crowd) => [...peopleFillings, ...ticketFillings, ...restFillings, ...crowdFillings(crowd)],
  people: requestTrackerPeople,
};
