// "/" leads to the search box, as in most archives; nothing on the pages needs a script.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  const field = document.querySelector('input[name="q"]');
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});
