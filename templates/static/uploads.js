// Sends several files, each by a request of its own, one after another. Without it the same form sends one file.
const form = document.querySelector("[data-uploads]");
const largest = Number(form.dataset.largest);
const words = form.dataset;
const progress = document.querySelector("[data-progress]");
const list = progress.querySelector("ul");
const speech = progress.querySelector("[role=status]");
const row = document.querySelector("#upload-row");
const asking = document.querySelector("#upload-asking");
const SILENCE_SECONDS = 90;
const waiting = [];
let isSending = false;

function tell(upload, says) {
  upload.line.querySelector("[data-state]").textContent = says;
  speech.textContent = `${upload.file.name}: ${says}`;
}

function addLine(upload) {
  upload.line = row.content.cloneNode(true).firstElementChild;
  upload.line.querySelectorAll("[data-name]").forEach((place) => {
    place.textContent = upload.file.name;
  });
  upload.bar = upload.line.querySelector("label");
  upload.again = upload.line.querySelector("button");
  upload.again.addEventListener("click", () => {
    progress.focus();
    queue(upload);
  });
  list.append(upload.line);
}

// The words beside the field, or those of the page that came in the place of the form.
function reasonIn(page) {
  const beside = page?.querySelector(".govuk-error-message");
  beside?.querySelector(".govuk-visually-hidden")?.remove();
  return (beside ?? page?.querySelector("main p"))?.textContent.trim() || words.broken;
}

function refuse(upload, reason, mayTryAgain) {
  upload.bar.hidden = true;
  upload.again.hidden = !mayTryAgain;
  upload.line.classList.add("rp-refused");
  tell(upload, reason);
}

function take(upload, page) {
  document.querySelector("[data-files]").replaceWith(page.querySelector("[data-files]"));
  tell(upload, words.sent);
  upload.line.remove();
}

function settle(upload, request) {
  const isElsewhere = request.status === 200 && new URL(request.responseURL).pathname !== location.pathname;
  const mayTryAgain = [0, 429].includes(request.status) || request.status >= 500;
  if (isElsewhere) refuse(upload, words.ended, false);
  else if (request.status === 200) take(upload, request.response);
  else refuse(upload, reasonIn(request.response), mayTryAgain);
}

function send(upload) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const bar = upload.bar.querySelector("progress");
    let alarm = 0;
    const listen = () => {
      clearTimeout(alarm);
      alarm = setTimeout(() => request.abort(), SILENCE_SECONDS * 1000);
    };
    request.upload.addEventListener("progress", (event) => {
      bar.value = event.loaded / event.total;
      listen();
    });
    request.addEventListener("loadend", () => {
      clearTimeout(alarm);
      settle(upload, request);
      done();
    });
    bar.value = 0;
    upload.bar.hidden = false;
    tell(upload, words.sending);
    request.open("POST", form.action);
    request.responseType = "document";
    request.send(upload.fields);
    listen();
  });
}

async function sendAll() {
  if (isSending) return;
  isSending = true;
  while (waiting.length) await send(waiting.shift());
  isSending = false;
}

function queue(upload) {
  upload.again.hidden = true;
  upload.line.classList.remove("rp-refused");
  waiting.push(upload);
  tell(upload, words.waiting);
  sendAll();
}

function offer(file, fields) {
  const upload = { file, fields };
  addLine(upload);
  if (file.size > largest) refuse(upload, words.tooLarge, false);
  else queue(upload);
}

function askPurpose() {
  const purpose = form.querySelector("[name=purpose]");
  const group = purpose.closest(".govuk-form-group");
  group.classList.add("govuk-form-group--error");
  if (!group.querySelector(".govuk-error-message")) {
    group.querySelector(".govuk-radios").before(asking.content.cloneNode(true));
  }
  purpose.focus();
}

function forgetFaults() {
  document.querySelector(".govuk-error-summary")?.remove();
  form.querySelectorAll(".govuk-error-message").forEach((fault) => fault.remove());
  form.querySelectorAll("[class*='--error']").forEach((place) => {
    place.classList.remove("govuk-form-group--error", "govuk-file-upload--error");
  });
}

function submitted(event) {
  const files = [...form.elements.file.files];
  if (!files.length && !isSending) return; // nothing can be lost: the page that comes says what is missing
  event.preventDefault();
  if (!files.length) return;
  const all = new FormData(form);
  if (!all.has("purpose")) {
    askPurpose();
    return;
  }
  form.reset();
  forgetFaults();
  files.forEach((file) => {
    const fields = new FormData();
    all.forEach((value, name) => name === "file" || fields.append(name, value));
    fields.append("file", file, file.name);
    offer(file, fields);
  });
}

form.elements.file.multiple = true;
progress.hidden = false;
document.querySelector("[data-several]").hidden = false;
form.addEventListener("submit", submitted);
// Whoever goes on with a file that was chosen and not added means it: it is sent first.
document.querySelector("main a.govuk-button")?.addEventListener("click", (event) => {
  if (!form.elements.file.files.length) return;
  event.preventDefault();
  form.requestSubmit();
});
addEventListener("beforeunload", (event) => {
  if (isSending) event.preventDefault();
});
