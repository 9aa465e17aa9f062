// Choosing a file in words of our own, and dropping one anywhere on the form, which reads it at once.
// Without this script the browser's own control is there, in the browser's language.
const form = document.getElementById("tha");
const chooser = document.getElementById("tep");
const button = document.getElementById("chon-tep");
const chosen = document.getElementById("ten-tep");
const tooLarge = document.getElementById("qua-lon");

// The control itself stays in reach of the keyboard; its label is what is seen and pressed.
chooser.className = "vh";
button.hidden = false;
chosen.hidden = false;

function size(bytes) {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1).replace(".", ",")} MB`;
}

function tell() {
  const file = chooser.files[0];
  chosen.textContent = file ? `${file.name} (${size(file.size)})` : chosen.dataset.none;
}

// A file that the server would refuse is not sent at all.
function fits() {
  const file = chooser.files[0];
  const over = file !== undefined && file.size > Number(chooser.dataset.most);
  tooLarge.hidden = !over;
  if (over) chooser.value = "";
  tell();
  return !over;
}
chooser.addEventListener("change", fits);
// A browser that comes back to the page may still have its file.
tell();

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
