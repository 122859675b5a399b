import { type Day, dayOf } from "#lib/core/day.ts";
import { currentMap } from "./current.ts";

/** The civil day it is now where the company must act. */
export const companyToday = (): Day => dayOf(new Date(), currentMap().company.timezone);
