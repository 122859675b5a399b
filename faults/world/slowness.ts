import { availableParallelism, loadavg } from "node:os";

/** How many times slower than by itself this machine is, because of others. */
export const slowness = (): number => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism() / 2);
