import { publishedKeys } from "#lib/bundle/signature/key.ts";

// The keys follow the settings of the house that runs, not of the one that was built.
export const dynamic = "force-dynamic";

/** Every key that copies were signed with here, the newest first, with the days between which it signed. */
export function GET(): Response {
  return Response.json({
    schema: "habeas-bundle-keys",
    algorithm: "Ed25519 over BLAKE2b-512, as minisign writes it",
    keys: publishedKeys().map(({ id, line, from, until }) => ({ id, public_key: line, from, until })),
  });
}
