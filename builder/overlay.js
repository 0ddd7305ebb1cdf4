// Shows over a page of the preview what is to be mended, and has the page loaded again where it is not the newest. In a shadow root,
// so that neither the page's styles nor these touch the other; made of nodes.
"use strict";

(() => {
  const PROBLEMS = "/_preview/problems.json";
  const { version } = document.currentScript.dataset;
  const isAlone = () => document.body.id === "nothing-yet"; // that page has the list itself
  const host = document.createElement("div");
  const styled = document.createElement("link");
  const panel = element("dialog", { id: "panel", role: "alertdialog", tabIndex: -1 });
  const tab = element("button", { id: "tab", type: "button", hidden: true });
  let shown = null;
  let before = null;

  function element(name, properties = {}, ...children) {
    const made = document.createElement(name);
    for (const [property, value] of Object.entries(properties)) {
      if (property === "role") made.setAttribute(property, value);
      else made[property] = value;
    }
    made.append(...children.filter((child) => child !== null));
    return made;
  }

  // What the reader has hidden or opened stays so on the next page, until the next change.
  function remembered(name) {
    try {
      return sessionStorage.getItem(`preview-${name}`);
    } catch {
      return null; // storage may be denied
    }
  }

  function remember(name, value) {
    try {
      sessionStorage.setItem(`preview-${name}`, value);
    } catch { /* then it is asked again */ }
  }

  const item = ({ place, level, rule, message, hint }) => element("li", { className: level },
    element("p", { className: "place" }, place),
    element("p", {}, `${message} `, element("span", { className: "rule" }, rule)),
    hint ? element("p", { className: "hint" }, hint) : null);

  function open(isAsked) {
    tab.hidden = true;
    panel.open = true; // show() would take the focus
    // Who types is not interrupted; who has asked for the list wants to read it.
    const isTyping = document.activeElement?.matches("input, textarea, select");
    if (isAsked || (shown.isStopped && !isTyping)) {
      before = document.activeElement;
      panel.focus({ preventScroll: true });
    }
  }

  function close() {
    const hadFocus = host.shadowRoot.activeElement !== null;
    panel.open = false;
    tab.hidden = !shown.problems.length;
    if (!hadFocus) return;
    if (before?.isConnected && before !== document.body) before.focus({ preventScroll: true });
    else if (!tab.hidden) tab.focus({ preventScroll: true });
  }

  function hide() {
    remember("hidden", shown.change);
    remember("open", "");
    close();
  }

  function draw() {
    const hidden = element("button", { type: "button", onclick: hide }, "Hide");
    const note = shown.isStopped ? "The page is shown as it was before." : "The page is shown all the same.";
    panel.replaceChildren(
      element("div", { className: "head" },
        element("div", {}, element("h2", { id: "tally" }, `${shown.tally} to mend`), element("p", { className: "note" }, note)), hidden),
      element("ol", {}, ...shown.problems.map(item)), shown.more ? element("p", { className: "note" }, shown.more) : "");
    panel.setAttribute("aria-labelledby", "tally");
    panel.className = shown.isStopped ? "errors" : "warnings";
    tab.textContent = shown.here ? `${shown.here} on this page` : shown.tally;
    tab.className = shown.isStopped ? "error" : "warning";
    const wanted = shown.isStopped ? remembered("hidden") !== shown.change : remembered("open") === "yes";
    if (panel.open) close();
    if (shown.problems.length && wanted) open(false);
    else tab.hidden = !shown.problems.length;
  }

  async function refresh() {
    let told;
    try {
      told = await (await fetch(`${PROBLEMS}?page=${encodeURIComponent(location.pathname)}`)).json();
    } catch {
      return; // the preview has stopped
    }
    if (told.version !== version) location.reload();
    else if (told.change !== shown?.change) {
      if (shown && isAlone()) location.reload();
      shown = told;
      if (!isAlone()) draw();
    }
  }

  // livereload knows how to load a page or a style sheet again; this tells it what to do about problems alone.
  class Problems {
    static identifier = "problems";

    static version = "1.0";

    reload(path) {
      if (path === PROBLEMS) refresh();
      return path === PROBLEMS;
    }
  }

  tab.addEventListener("click", () => { remember("open", "yes"); remember("hidden", ""); open(true); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.open) hide();
  });
  document.addEventListener("LiveReloadConnect", refresh);
  window.LiveReload?.addPlugin(Problems);

  styled.rel = "stylesheet";
  styled.href = "/_preview/overlay.css";
  styled.addEventListener("load", refresh);
  host.attachShadow({ mode: "open" }).append(styled, panel, tab);
  document.body.append(host);
})();
