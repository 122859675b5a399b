import { effortBits } from "#lib/request/effort/token.ts";

/**
 * Looks for a number that makes the token's hash begin with enough zero bits, and sends the form with it. Nothing of the
 * browser is read or told.
 */
export const effortScript = `(async () => {
const form = document.getElementById("effort");
const token = form.elements.namedItem("token").value;
const bytes = new TextEncoder();
for (let n = 0; ; n++) {
const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes.encode(token + "." + n)));
if (((hash[0] << 16) | (hash[1] << 8) | hash[2]) >>> (24 - ${effortBits})) continue;
form.elements.namedItem("answer").value = String(n);
form.submit();
return;
}
})();`;
