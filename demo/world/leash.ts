/**
 * Loaded before the product's own processes in a demo: when whoever started them is gone, they end in their
 * ordinary way, so that no orphan keeps a port or goes on working on a demo that nobody sees.
 */
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();
