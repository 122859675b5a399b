import { median } from "./statistics.ts";

const spinMs = 200;
const tolerance = 0.05;
const patience = 15;
const seen: number[] = [];

/** How many rounds of fixed arithmetic fit into 200 ms: less than usual means that somebody else is at work. */
function spin(): number {
  const end = performance.now() + spinMs;
  let rounds = 0;
  let value = 1;
  while (performance.now() < end) {
    for (let i = 0; i < 10_000; i++) value = (value * 48_271) % 2_147_483_647;
    rounds++;
  }
  return value > 0 ? rounds : 0;
}

/** Waits until the machine is as quiet as usual; false where it did not become so in time. */
export async function quiet(): Promise<boolean> {
  for (let attempt = 0; attempt < patience; attempt++) {
    const rounds = spin();
    seen.push(rounds);
    if (seen.length < 5 || rounds >= median(seen) * (1 - tolerance)) return true;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  return false;
}
