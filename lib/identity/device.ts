const programs: [string, RegExp][] = [
  ["Edge", /\bEdgA?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(Firefox|FxiOS)\//],
  ["Chrome", /\b(Chrome|CriOS|Chromium)\//],
  ["Safari", /\bSafari\//],
];
const machines: [string, RegExp][] = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows\b/],
  ["Mac", /\bMacintosh\b/],
  ["Linux", /\bLinux\b/],
];

/**
 * The program and the kind of device that a browser says it is, like "Firefox, Android", so that people know their own
 * again: no version and nothing that would tell one device from another. Empty where it says nothing known.
 */
export function deviceIn(userAgent: string | null): string {
  const said = (userAgent ?? "").slice(0, 500);
  const named = (list: [string, RegExp][]) => list.find(([, pattern]) => pattern.test(said))?.[0];
  return [named(programs), named(machines)].filter((one) => one !== undefined).join(", ");
}
