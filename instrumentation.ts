/**
 * What the portal does once before it answers anybody. It runs in the server's own process; the framework also asks for it
 * where there is no Node, and there it does nothing.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { refuseBadStart } = await import("#lib/config/start/refuse.ts");
  refuseBadStart("portal");
  // Before anything that waits: the framework listens already, and keeps who comes now until this is over.
  const { standAtDoor } = await import("#app/_door/gate.ts");
  standAtDoor();
  const { scopeEachRequest } = await import("#lib/db/scope.ts");
  scopeEachRequest();
  const { refuseBadDatabase } = await import("#lib/db/start.ts");
  await refuseBadDatabase("portal");
  const { openVaultOrTryOn } = await import("#lib/vault/open.ts");
  await openVaultOrTryOn();
  const { startTracing } = await import("#lib/health/trace/start.ts");
  await startTracing("portal");
  const { leaveWell } = await import("#lib/health/leaving.ts");
  leaveWell();
}
