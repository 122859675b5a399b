/**
 * The only script of the portal, on two pages: it hands a device the question that stands in the form, and puts the
 * answer into the form and sends it. The policy of those pages names it by its hash (`next.config.ts`).
 */
export const passkeyScript = `(() => {
  const form = document.getElementById("passkey");
  if (!form || !window.PublicKeyCredential) return;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\\+/g, "-").replace(/\\//g, "_").replace(/=+$/, "");
  const options = JSON.parse(form.dataset.options);
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const publicKey = { ...options, challenge: bytes(options.challenge) };
    const made = form.dataset.act === "make";
    try {
      if (made) {
        publicKey.user = { ...options.user, id: bytes(options.user.id) };
        publicKey.excludeCredentials = named(options.excludeCredentials);
      } else publicKey.allowCredentials = named(options.allowCredentials);
      const found = await navigator.credentials[made ? "create" : "get"]({ publicKey });
      const given = found.response;
      const response = { clientDataJSON: text(given.clientDataJSON) };
      for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"])
        if (given[name]) response[name] = text(given[name]);
      if (given.getTransports) response.transports = given.getTransports();
      form.elements.answer.value = JSON.stringify({
        id: found.id,
        rawId: text(found.rawId),
        type: found.type,
        response,
        clientExtensionResults: {},
      });
      form.submit();
    } catch {
      document.getElementById("failed").hidden = false;
    }
  });
})();`;
