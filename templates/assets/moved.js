// Leads on from a page's old address with all that stands behind it: a place on the page, or the filters of a list.
// Without scripts the page itself leads on, and what stands behind the address is lost.
(function () {
  "use strict";
  var there = new URL(document.currentScript.dataset.to, location.href);
  there.search = location.search;
  there.hash = location.hash;
  location.replace(there);
})();
