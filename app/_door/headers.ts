const closedFeatures = [
  "accelerometer",
  "autoplay",
  "browsing-topics",
  "camera",
  "display-capture",
  "encrypted-media",
  "fullscreen",
  "geolocation",
  "gyroscope",
  "hid",
  "identity-credentials-get",
  "idle-detection",
  "local-fonts",
  "magnetometer",
  "microphone",
  "midi",
  "otp-credentials",
  "payment",
  "picture-in-picture",
  "publickey-credentials-get",
  "screen-wake-lock",
  "serial",
  "usb",
  "xr-spatial-tracking",
];

/** What every answer carries, whoever asks for whatever. */
export const always: readonly { key: string; value: string }[] = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  // Not `no-referrer`: with it browsers send `Origin: null` on our own forms, and the check of the origin is
  // what tells them from a stranger's. `same-origin` tells other houses exactly as little.
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  { key: "Cross-Origin-Embedder-Policy", value: "require-corp" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Permissions-Policy", value: closedFeatures.map((feature) => `${feature}=()`).join(", ") },
];

/** For two years, this host and those below it are asked by encryption only. */
const encrypted = { key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" };

/** What every answer of a house at that origin carries. Plain http is for this machine only, where browsers must ignore it. */
export function alwaysAt(origin: string): readonly { key: string; value: string }[] {
  return origin.startsWith("https:") ? [...always, encrypted] : always;
}
