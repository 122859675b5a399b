type Rules = {
  createScriptURL?: (url: string) => string | null;
  createHTML?: (html: string) => string | null;
};
type Factory = { createPolicy(name: string, rules: Rules): unknown };

/**
 * The desk's policy lets no text become script or markup (Trusted Types). What the framework still loads later are files of
 * our own build: their addresses pass here, and nothing else does. Runs before anything else of ours in the browser.
 */
const trusted = (globalThis as { trustedTypes?: Factory }).trustedTypes;
trusted?.createPolicy("default", {
  createScriptURL: (url) => {
    const { origin, pathname } = new URL(url, location.href);
    return origin === location.origin && pathname.startsWith("/_next/static/") ? url : null;
  },
});
