// Dropping a file anywhere on the form chooses it and reads it at once.
const form = document.getElementById("tha");
const chooser = document.getElementById("tep");

const tooLarge = document.getElementById("qua-lon");

// A file that the server would refuse is not sent at all.
function fits() {
  const file = chooser.files[0];
  const over = file !== undefined && file.size > Number(chooser.dataset.most);
  tooLarge.hidden = !over;
  if (over) chooser.value = "";
  return !over;
}
chooser.addEventListener("change", fits);

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
  if (fits()) form.requestSubmit();
});
