// Counts the addresses on the button while they are typed, and sends them along where one
// partner is asked elsewhere, so that they come back. The forms work without it.
document.addEventListener("input", (event) => {
  const form = event.target.closest("form");
  const button = form && form.querySelector("button[data-many]");
  if (!button) return;
  const number = [...form.querySelectorAll("input[type=email]")].filter((field) => field.value.trim()).length;
  const words = number === 0 ? button.dataset.none : number === 1 ? button.dataset.one : button.dataset.many;
  button.textContent = words.replace("%n", number);
});
document.addEventListener("formdata", (event) => {
  const typed = document.querySelectorAll("#invite [name^=email-], #invite [name=language]");
  if (event.target.closest(".elsewhere")) typed.forEach((field) => event.formData.append(field.name, field.value));
});
