// A choice of colours, made with the switch in the head of the page, goes before what the system prefers.
(function () {
  "use strict";
  var root = document.documentElement;
  try {
    var chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch { /* storage may be denied: the system's preference stands */ }
})();
