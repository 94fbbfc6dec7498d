// Counts the addresses on the button while they are typed, fills in a known one, and lets Enter in the field for another
// address press the button beside it. The form works without it.
document.addEventListener("input", (event) => {
  const form = event.target.closest("form");
  const button = form && form.querySelector("button[data-many]");
  if (!button) return;
  const number = [...form.querySelectorAll("input[type=email]")].filter((field) => field.value.trim()).length;
  const words = number === 0 ? button.dataset.none : number === 1 ? button.dataset.one : button.dataset.many;
  button.textContent = words.replace("%n", number);
});
document.addEventListener("keydown", (event) => {
  const asking = event.key === "Enter" && event.target.matches("input") && event.target.closest(".elsewhere__ask");
  if (!asking) return;
  event.preventDefault();
  asking.querySelector("button").click();
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-fills]");
  if (!button) return;
  event.preventDefault();
  const field = button.closest("td").querySelector("input[type=email]");
  field.value = button.dataset.fills;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
  button.remove();
});
