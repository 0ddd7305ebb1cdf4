// What scripts add to every page: the switch of colours, and the key that leads to the search.
"use strict";

function keep(theme) {
  try {
    localStorage.setItem("theme", theme);
  } catch { /* storage may be denied: the choice holds for this page */ }
}

function setUpTheme(button) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
  const label = () => { button.textContent = isDark() ? "Light" : "Dark"; };
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    keep(theme);
    label();
  });
  dark.addEventListener("change", label);
  label();
  button.hidden = false;
}

function setUpSearchKey(field) {
  document.addEventListener("keydown", (event) => {
    const inField = event.target.closest("input, select, textarea, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || inField) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}

setUpTheme(document.getElementById("theme"));
const search = document.getElementById("search");
if (search) setUpSearchKey(search);
