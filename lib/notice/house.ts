import { companyAs, originOf } from "#lib/map/brand/brands.ts";
import type { DutyHouse } from "./duty/content.ts";

/** The company as every mail and letter names it: as the brand under which the person asked, or as itself. */
export function noticeHouse(brandId: string | null): DutyHouse {
  const company = companyAs(brandId);
  const { email, phone, post } = company.contact;
  return {
    origin: originOf(brandId),
    company: company.name,
    legalName: company.legal_name,
    contact: [email, phone].filter((way) => way !== undefined).join(", "),
    email,
    post: post ?? null,
  };
}
