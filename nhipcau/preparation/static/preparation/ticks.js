// "Chọn tất cả": ticks every box of the form that the button stands in, or none where all are ticked.
for (const button of document.querySelectorAll("[data-ticks]")) {
  const boxes = [...button.form.querySelectorAll("input[type=checkbox]:not(:disabled)")];
  button.hidden = boxes.length < 2;
  button.addEventListener("click", () => {
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
  });
}
