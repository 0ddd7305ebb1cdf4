// What scripts add to every page: the switch of colours, the key that leads to the search, previews of links, the day of
// reading in a citation, and that a link to a folded part unfolds it. A page is whole without them.
"use strict";

function setUpTheme(button) {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
  const tell = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    // What the system prefers anyway is no choice to keep: the page goes on following the system.
    const wanted = isDark() ? "light" : "dark";
    if (wanted === (dark.matches ? "dark" : "light")) delete root.dataset.theme;
    else root.dataset.theme = wanted;
    try {
      if (root.dataset.theme) localStorage.setItem("theme", root.dataset.theme);
      else localStorage.removeItem("theme");
    } catch { /* storage may be denied: the choice holds for this page */ }
    tell();
  });
  dark.addEventListener("change", tell);
  tell();
  button.hidden = false;
}

function setUpSearchKey(field) {
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, select, textarea, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || isTyping) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}

// Previews: of pages that the page leads to, and of the words behind the number of a citation. They open on hover and on
// keyboard focus, stay while the pointer is on them, and close with Esc (WCAG 2.2, 1.4.13).
const OPENS_AFTER = 350;
const CLOSES_AFTER = 200;

function setUpPreviews(main, store) {
  const box = document.createElement("div");
  box.id = "preview";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  main.append(box);
  const known = new Map();
  for (const item of store ? store.content.children : []) known.set(new URL(item.dataset.url, document.baseURI).href, item);
  let shown = null;
  let timer = 0;
  let waiting = null;
  let at = [];

  function content(link) {
    const url = new URL(link.getAttribute("href"), document.baseURI); // a link in a drawing has no ready address
    const place = url.hash;
    url.hash = "";
    if (url.href !== location.href.replace(/#.*/, "")) return known.get(url.href)?.cloneNode(true);
    const reference = place.startsWith("#ref:") && document.getElementById(decodeURIComponent(place.slice(1)));
    if (!reference) return null;
    const copy = document.createElement("div");
    copy.append(...reference.cloneNode(true).childNodes);
    copy.querySelector(".backs")?.remove();
    for (const inner of copy.querySelectorAll("a")) inner.replaceWith(inner.textContent);
    return copy;
  }

  function put(link, x) {
    // A link can run over two lines: the preview goes to the one under the pointer.
    const lines = [...link.getClientRects()];
    const line = lines.find((one) => x >= one.left && x <= one.right) || lines[0];
    if (!line) return;
    const room = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(line.left, room - box.offsetWidth - 8));
    const isBelow = line.bottom + box.offsetHeight + 8 < innerHeight || line.top < box.offsetHeight + 8;
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${scrollY + (isBelow ? line.bottom + 6 : line.top - box.offsetHeight - 6)}px`;
  }

  function show(link, x) {
    const found = content(link);
    if (!found) return;
    hide();
    box.replaceChildren(found);
    box.hidden = false;
    put(link, x);
    // What a browser would show of a mark in a drawing lies over the preview, which says the same.
    const title = link.querySelector("title");
    if (title) {
      link.setAttribute("aria-label", title.textContent);
      title.remove();
    }
    link.setAttribute("aria-describedby", box.id);
    shown = link;
  }

  function hide() {
    clearTimeout(timer);
    waiting = null;
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown = null;
    box.hidden = true;
  }

  function later(work, delay) {
    clearTimeout(timer);
    timer = setTimeout(work, delay);
  }

  document.addEventListener("pointermove", (event) => {
    const { clientX: x, clientY: y } = event;
    // What moves under a pointer at rest, while the page scrolls, is not pointed at.
    if (event.pointerType !== "mouse" || (x === at[0] && y === at[1])) return;
    at = [x, y];
    const link = event.target.closest("main a[href]");
    if (!link || link === waiting) return;
    waiting = link;
    if (link === shown) clearTimeout(timer);
    else later(() => show(link, x), OPENS_AFTER);
  }, { passive: true });
  main.addEventListener("pointerout", (event) => {
    if (event.target.closest("a[href]")) later(hide, CLOSES_AFTER);
    waiting = null;
  });
  addEventListener("scroll", hide, { passive: true });
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", () => later(hide, CLOSES_AFTER));
  main.addEventListener("focusin", (event) => {
    if (event.target.matches("a[href]:focus-visible")) later(() => show(event.target, -1), OPENS_AFTER);
  });
  main.addEventListener("focusout", hide);
  main.addEventListener("click", (event) => {
    if (box.contains(event.target)) return;
    // A mark in a drawing has no words: a first touch tells what it is, a second one follows it.
    const mark = event.pointerType === "touch" && event.target.closest("svg a[href]:not(:has(text))");
    if (mark && mark !== shown && content(mark)) {
      event.preventDefault();
      show(mark, event.clientX);
    } else hide();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}

function setUpCitation(section) {
  const address = section.querySelector(".address");
  const entry = section.querySelector("pre");
  const today = new Date();
  const known = [];
  if (!address.textContent && location.protocol.startsWith("http")) {
    const here = location.href.replace(/[?#].*/, "");
    address.textContent = `, ${here}`;
    known.push(`  url = {${here}}`);
  }
  address.textContent += `, read on ${today.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })}`;
  known.push(`  urldate = {${today.toISOString().slice(0, 10)}}`);
  entry.textContent = entry.textContent.replace(/\n\}$/, `,\n${known.join(",\n")}\n}`);
  if (!navigator.clipboard) return;
  for (const citation of section.querySelectorAll(".citation")) {
    const text = citation.textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    });
    citation.after(button);
  }
}

/** Unfold the part that the address leads to, if it is folded, and what it lies in: not every browser does. */
function unfold() {
  const part = document.getElementById(location.hash.slice(1));
  for (let folded = part?.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
}

const main = document.getElementById("main");
const field = document.getElementById("search");
const citation = document.querySelector(".cite-as");
setUpTheme(document.getElementById("theme"));
setUpPreviews(main, document.getElementById("previews"));
if (field) setUpSearchKey(field);
if (citation) setUpCitation(citation);
addEventListener("hashchange", unfold);
unfold();
