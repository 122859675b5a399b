import { placeNow } from "#app/_text/place.ts";
import { readersText } from "#app/_text/reader.ts";
import type { Text } from "#app/_text/text.ts";
import { log } from "#lib/core/log.ts";
import { companyAs } from "#lib/map/brand/brands.ts";
import { freshMap, plannedSystems } from "#lib/map/current.ts";
import type { Company } from "#lib/map/schema.ts";

/** `company`: as the brand shows itself whose portal it is. `brandId` is null on the company's own. */
export type House = { company: Company; brandId: string | null; text: Text };

/** What every page needs to know about the house it belongs to, in the words of whoever reads it. */
export async function house(): Promise<House> {
  const { brandId } = await placeNow();
  return { company: companyAs(brandId), brandId, text: await readersText() };
}

/** The same with how many systems are asked now; told as it was last known where the database is away. */
export async function houseWithSystems(): Promise<House & { systems: number }> {
  try {
    await freshMap();
  } catch (error) {
    log.warn({ err: error }, "the systems could not be counted anew");
  }
  return { ...(await house()), systems: plannedSystems().length };
}

/** What the frame of a page needs; it can be made where there is no map, for the page that says so. */
export async function frame(): Promise<{ text: Text; themed: boolean }> {
  const text = await readersText();
  try {
    const { brandId } = await placeNow();
    return { text, themed: companyAs(brandId).theme !== undefined };
  } catch {
    return { text, themed: false };
  }
}
