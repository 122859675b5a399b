/** The oldest minor release of each major one that has every mend of security we know of (security decision 2). */
const floors: Readonly<Record<number, number>> = { 15: 18, 16: 14, 17: 10, 18: 4 };

/** Why a server is too old, by its `server_version_num` (180004 is 18.4); null where it is not. */
export function belowFloor(number: number): string | null {
  const [major, minor] = [Math.floor(number / 10_000), number % 10_000];
  const floor = floors[major] ?? 0;
  if (minor >= floor) return null;
  return `Postgres ${major}.${minor} lacks mends of security that ${major}.${floor} has.`;
}
