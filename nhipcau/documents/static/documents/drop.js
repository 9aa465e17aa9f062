// Dropping a file anywhere on the form chooses it and reads it at once.
const form = document.getElementById("tha");
const chooser = document.getElementById("tep");

form.addEventListener("dragover", (event) => {
  event.preventDefault();
  form.classList.add("over");
});
form.addEventListener("dragleave", (event) => {
  if (!form.contains(event.relatedTarget)) form.classList.remove("over");
});
form.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("over");
  if (event.dataTransfer.files.length === 0) return;
  chooser.files = event.dataTransfer.files;
  form.requestSubmit();
});
