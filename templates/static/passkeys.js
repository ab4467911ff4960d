// Passkeys: asks the server for a question, has the browser answer it, and sends the answer.
const region = document.querySelector("[data-passkeys]");
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), c => c.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

async function send(address, body) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": region.dataset.token },
    body: body ?? "{}",
  });
  const said = await answer.json().catch(() => ({ says: "That did not work. Reload the page and try again." }));
  if (!answer.ok) throw new Error(said.says);
  return said;
}

function packed(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (credential.response[part]) response[part] = text(credential.response[part]);
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

async function signIn() {
  const options = await send(region.dataset.options);
  options.challenge = bytes(options.challenge);
  const credential = await navigator.credentials.get({ publicKey: options });
  return send(region.dataset.passkeys, packed(credential));
}

async function add() {
  const password = document.getElementById("passkey-password").value;
  const name = document.getElementById("passkey-name").value;
  const options = await send(region.dataset.options, JSON.stringify({ password }));
  options.challenge = bytes(options.challenge);
  options.user.id = bytes(options.user.id);
  options.excludeCredentials = options.excludeCredentials.map(one => ({ ...one, id: bytes(one.id) }));
  const credential = await navigator.credentials.create({ publicKey: options });
  return send(region.dataset.passkeys, JSON.stringify({ name, answer: packed(credential) }));
}

if (region && window.PublicKeyCredential) {
  region.hidden = false;
  const says = region.querySelector("[role=status]");
  region.querySelector("button").addEventListener("click", async event => {
    event.preventDefault();
    says.textContent = "";
    try {
      const done = await (region.dataset.does === "add" ? add() : signIn());
      location.assign(done.next);
    } catch (fault) {
      const isOurs = fault instanceof Error && !(fault instanceof DOMException) && fault.message;
      says.textContent = isOurs ? fault.message : "No passkey was used. Try again, or go on another way.";
    }
  });
}
