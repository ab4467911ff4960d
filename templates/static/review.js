// What is selected in the text is put into the form as the passage to withhold. It can also be typed there.
const text = document.querySelector("[data-passages]");
const passage = document.querySelector("#passage");
const extent = document.querySelector("[name=extent][value=passage]");

document.addEventListener("selectionchange", () => {
  const chosen = document.getSelection();
  if (chosen.isCollapsed || !text.contains(chosen.anchorNode) || !text.contains(chosen.focusNode)) return;
  passage.value = chosen.toString().trim();
  extent.checked = true;
});
