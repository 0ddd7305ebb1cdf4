// Filters and sorts the list of incidents. The finder is loaded when a reader begins to, or when the address says what to show.
// A withdrawn incident says nothing any more: it fits no filter, as no figure counts it, and the list as a whole still has it.
"use strict";

(() => {
  const { load, element, count, item, list, fits, choices, recount, state, keep, restore, comeBack } = window.rows;
  const STEP = 100;
  const ORDERS = {
    oldest: (one, other) => one.number - other.number,
    newest: (one, other) => other.number - one.number,
    title: (one, other) => one.title.localeCompare(other.title, document.documentElement.lang, { numeric: true }),
  };

  const box = document.getElementById("filters");
  const form = box.querySelector("form");
  const said = document.getElementById("filtered");
  const found = document.getElementById("found");
  const clear = document.getElementById("clear");
  const plain = [...document.querySelectorAll(".index > header > .standfirst, #contents, .group, .index > .pager")];
  const isStanding = (page) => page.status !== "withdrawn";
  let pages = null;
  let incidents = null;

  async function show() {
    const { sort, ...wanted } = state(form);
    recount(form, incidents.filter(isStanding), wanted);
    const isWhole = Object.keys(wanted).length === 0;
    const isPlain = !sort && isWhole;
    for (const part of plain) part.hidden = isPlain === false;
    found.hidden = clear.hidden = isPlain;
    found.replaceChildren();
    said.textContent = "";
    if (isPlain) return;
    const all = incidents.filter((page) => fits(page, wanted));
    const fitting = all.filter((page) => isWhole || isStanding(page)).sort(ORDERS[sort] ?? ORDERS.newest);
    const withdrawn = all.length - fitting.length;
    const chosen = [...form.elements].filter((field) => field.value && field.name !== "sort")
      .map((field) => field.selectedOptions[0].textContent.replace(/ \([\d,]+\)$/, ""));
    said.textContent = `${fitting.length.toLocaleString("en")} of ${count(incidents.length, "incident")}`
      + (chosen.length ? `: ${chosen.join(", ")}` : "")
      + (withdrawn ? `. Left out: ${withdrawn.toLocaleString("en")} withdrawn` : "");
    if (!fitting.length) {
      const back = element("a", { href: location.pathname }, "all incidents");
      found.append(element("p", {}, "Nothing fits. Choose less, or go back to ", back, "."));
      return;
    }
    const shown = list(fitting, (page) => item(page), STEP);
    found.append(...shown.nodes);
    await shown.ready;
  }

  async function prepare() {
    if (incidents) return;
    try {
      const wiki = await load(box.dataset.finder);
      if (incidents) return;
      pages = wiki.pages;
      incidents = pages.filter((page) => page.kind === "incident");
      choices(form, incidents.filter(isStanding));
    } catch (error) {
      said.textContent = `Filters don’t work: ${error.message}.`;
    }
  }

  async function change() {
    await prepare();
    if (!incidents) return;
    keep(form, true);
    show();
  }

  // Shows what the address says.
  const isAsked = () => [...new URLSearchParams(location.search).keys()].some((name) => form.elements.namedItem(name));
  async function follow() {
    if (!incidents && !isAsked()) return;
    await prepare();
    if (!incidents) return;
    restore(form, pages);
    await show();
  }

  const wide = matchMedia("(min-width: 40rem)");
  const unfold = () => { if (wide.matches) box.open = true; };
  wide.addEventListener("change", unfold);
  unfold();
  box.hidden = false;
  for (const event of ["pointerenter", "focusin"]) box.addEventListener(event, prepare);
  form.addEventListener("change", change);
  form.addEventListener("submit", (event) => event.preventDefault());
  clear.addEventListener("click", () => {
    form.reset();
    change();
    box.querySelector(wide.matches ? "select" : "summary").focus();
  });
  form.reset(); // a browser may keep what was chosen before; the address says what counts
  addEventListener("popstate", follow);
  follow().then(comeBack);
})();
