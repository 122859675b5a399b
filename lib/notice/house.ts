import { environment } from "#lib/config/environment.ts";
import { currentMap } from "#lib/map/current.ts";
import type { DutyHouse } from "./duty/content.ts";

/** The company as every mail and letter names it. */
export function noticeHouse(): DutyHouse {
  const { company } = currentMap();
  const { email, phone, post } = company.contact;
  return {
    origin: environment().HABEAS_ORIGIN,
    company: company.name,
    legalName: company.legal_name,
    contact: [email, phone].filter((way) => way !== undefined).join(", "),
    email,
    post: post ?? null,
  };
}
