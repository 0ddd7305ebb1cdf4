// The pages of the wiki as rows, read from the finder: for the search and for the filter of the incidents. Nothing is fetched,
// so that it works from a folder; all that is shown is made of nodes.
"use strict";

window.rows = (() => {
  const { element, count, loaded } = window.nodes;
  const root = new URL("../", document.currentScript.src);
  let loading = null;

  // A name as the finder has it: a text, or a text and its language.
  const named = (name) => { const [text, lang = ""] = [name].flat(); return { text, lang }; };
  // What marks a text in another language.
  const foreign = (lang) => (lang ? { lang, dir: "auto" } : {});

  // A place with all that contain it.
  function around(places) {
    const found = new Set();
    for (let place of places) {
      for (; place && !found.has(place); place = place.inside) found.add(place);
    }
    return found;
  }

  function read({ suffix, kinds, types, scopes, roles, rows }) {
    const pages = rows.map(([kind, id, title, summary, when, status, names, ...details], number) => ({
      number, kind: kinds[kind][0], id, title: named(title).text, lang: named(title).lang, summary, when, status, details,
      names: names.map(named),
      address: id + suffix, url: new URL(id + suffix, root).href, slug: id.slice(id.lastIndexOf("/") + 1),
      year: null, type: null, scope: null, places: [], actors: [], weapons: [], contested: 0, inside: null,
    }));
    for (const page of pages) {
      if (page.kind === "incident") {
        const [year, type, scope, places, actors, weapons, contested] = page.details;
        Object.assign(page, { year, type: types[type], scope: scopes[scope], contested });
        page.places = places.map((number) => pages[number]);
        page.actors = actors.map(([number, role]) => ({ page: pages[number], role: roles[role] }));
        page.weapons = weapons.map((number) => pages[number]);
      } else if (page.kind === "place") {
        page.inside = pages[page.details[0]] ?? null;
      } else if (page.kind === "source") {
        [page.year] = page.details;
      }
    }
    for (const page of pages) page.around = around(page.kind === "place" ? [page] : page.places);
    return { pages, kinds };
  }

  // Loads the finder once, and gives its pages and kinds.
  function load(url) {
    loading ??= loaded(element("script", { src: url })).then(() => read(window.finder), () => {
      loading = null;
      throw new Error("the list of names could not be loaded");
    });
    return loading;
  }

  // What stands under the title of a page in a list, as on the lists that are made without scripts.
  function detail(page) {
    const scope = page.scope && page.scope[0] !== "event" ? page.scope[1] : "";
    const contested = page.contested ? count(page.contested, "contested point") : "";
    return [page.when, page.type ? page.type[1] : "", scope, contested].filter(Boolean).join(" · ");
  }

  const link = (page) => element("a", { href: page.url, ...foreign(page.lang) }, page.title);

  function item(page, ...more) {
    const name = element("p", { className: "name" }, link(page));
    if (page.status) name.append(" ", element("strong", { className: "status" }, page.status));
    const under = detail(page);
    const made = element("li", {}, name, under ? element("p", { className: "detail" }, under) : null);
    if (more.length) made.append(...more);
    else if (page.summary) made.append(element("p", { className: "summary" }, page.summary));
    return made;
  }

  // A list that shows some items at a time.
  function list(items, draw, step, first = step) {
    const shown = element("ul", { className: "items" });
    const more = element("button", { type: "button", className: "further" });
    let number = 0;
    const show = async (upTo) => {
      const next = items.slice(number, upTo);
      number += next.length;
      more.hidden = true;
      shown.append(...(await Promise.all(next.map(draw))).filter(Boolean));
      const left = items.length - number;
      more.textContent = `Show ${Math.min(step, left).toLocaleString("en")} more of ${left.toLocaleString("en")}`;
      more.hidden = left === 0;
    };
    more.addEventListener("click", async () => {
      const before = shown.children.length;
      await show(number + step);
      shown.children[before]?.querySelector("a")?.focus();
    });
    return { nodes: [shown, more], ready: show(first) };
  }

  // What two spellings of a name have in common: no capitals, accents, vowel marks, punctuation or Arabic articles; -ize is -ise.
  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}|ـ|['’‘ʼ]/gu, "").replace(/ى/g, "ي").replace(/ة/g, "ه")
      .toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim()
      .replace(/(^| )(?:(?:al|el) (?=.)|ال(?=\p{L}{3}))/gu, "$1").replace(/(?<=[a-z]{3})iz(?=(?:ations?|e[ds]?|ing)( |$))/g, "is");
  }

  // What a page can be narrowed down by; a filter that is not set fits all.
  const TESTS = {
    kind: (page, wanted) => page.kind === wanted,
    year: (page, wanted) => String(page.year) === wanted,
    type: (page, wanted) => page.type?.[0] === wanted,
    scope: (page, wanted) => page.scope?.[0] === wanted,
    place: (page, wanted) => [...page.around].some((place) => place.slug === wanted),
    weapon: (page, wanted) => page.weapons.some((weapon) => weapon.slug === wanted),
    contested: (page, wanted) => (page.contested > 0) === (wanted === "yes"),
  };

  function fits(page, { actor, role, ...wanted }) {
    const isIn = (other) => (!actor || other.page.slug === actor) && (!role || other.role[0] === role);
    const isActor = !role && page.kind === "actor" && page.slug === actor;
    if ((actor || role) && !isActor && !page.actors.some(isIn)) return false;
    return Object.entries(wanted).every(([name, value]) => !value || !TESTS[name] || TESTS[name](page, value));
  }

  const years = (pages) => pages.filter((page) => page.year !== null).map((page) => [String(page.year), String(page.year)])
    .sort(([one], [other]) => other - one);
  // The values that pages have, with their labels. An actor and a role go together: each is of those that have the other.
  const CHOICES = {
    year: years,
    type: (pages) => pages.filter((page) => page.type).map((page) => page.type),
    scope: (pages) => pages.filter((page) => page.scope).map((page) => page.scope),
    place: (pages) => pages.flatMap((page) => [...page.around].map((place) => [place.slug, place.title])),
    actor: (pages, { role }) => pages.flatMap((page) => [...new Map(page.actors.filter((other) => !role || other.role[0] === role)
      .map((other) => [other.page.slug, other.page.title]))]),
    role: (pages, { actor }) => pages.flatMap((page) => [...new Map(page.actors.filter((other) => !actor || other.page.slug === actor)
      .map((other) => other.role))]),
    weapon: (pages) => pages.flatMap((page) => page.weapons.map((weapon) => [weapon.slug, weapon.title])),
    contested: (pages) => pages.map((page) => [page.contested ? "yes" : "no"]),
  };

  const choice = (form, name) => form.elements.namedItem(name);

  // An option that can be counted: its label stays, its number changes.
  function option(value, label) {
    const made = element("option", { value }, label);
    made.dataset.label = label;
    return made;
  }

  // Says at each choice how many pages it leaves beside what else is wanted; one that leaves none cannot be chosen.
  function recount(form, pages, wanted) {
    for (const [name, entries] of Object.entries(CHOICES)) {
      const select = choice(form, name);
      if (!select) continue;
      const others = { ...wanted, [name]: "" };
      const numbers = new Map();
      for (const [value] of entries(pages.filter((page) => fits(page, others)), others)) {
        numbers.set(value, (numbers.get(value) ?? 0) + 1);
      }
      for (const one of [...select.options].filter(({ value }) => value)) {
        one.dataset.label ??= one.text;
        const number = numbers.get(one.value) ?? 0;
        one.text = `${one.dataset.label} (${number.toLocaleString("en")})`;
        one.disabled = number === 0 && one.value !== select.value;
      }
    }
  }

  // Fills all choices of a form that are made from pages.
  function choices(form, pages) {
    for (const [name, entries] of Object.entries(CHOICES)) {
      const select = choice(form, name);
      if (!select || select.options.length > 1) continue; // those of the page itself stay
      const found = [...new Map(entries(pages, {}))];
      if (name !== "year") found.sort(([, one], [, other]) => one.localeCompare(other, document.documentElement.lang));
      select.append(...found.map(([value, label]) => option(value, label)));
    }
    recount(form, pages, {});
  }

  // The state of a form as it stands in the address; what is empty is left out.
  function state(form) {
    return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value));
  }

  // Puts the state of a form into the address: a choice is a step that the back button undoes, a letter typed is none.
  function keep(form, isStep = false) {
    const query = new URLSearchParams(state(form)).toString();
    const address = `${location.pathname}${query ? `?${query}` : ""}`;
    try {
      if (isStep && address !== location.pathname + location.search) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    } catch { /* a browser may forbid it in a folder */ }
  }

  // Puts what the address says into a form; a page that no other leads to is a choice, too.
  function restore(form, pages) {
    form.reset();
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = choice(form, name);
      if (!field) continue;
      field.value = value;
      const kind = { actor: "actor", place: "place", weapon: "note" }[name];
      const page = field.value !== value && pages.find((one) => one.slug === value && one.kind === kind);
      if (page) {
        field.append(option(value, page.title));
        field.value = value;
      }
      for (const chosen of field.selectedOptions ?? []) chosen.disabled = false; // or the form would leave it out
    }
  }

  // Back from another page, goes where a reader was: the browser tries it before there is anything to scroll.
  const place = () => `scrolled ${location.href}`;
  addEventListener("pagehide", () => {
    try {
      sessionStorage.setItem(place(), scrollY);
    } catch { /* a browser may forbid it */ }
  });
  function comeBack() {
    if (performance.getEntriesByType("navigation")[0]?.type !== "back_forward") return;
    try {
      scrollTo(0, Number(sessionStorage.getItem(place()) ?? scrollY));
    } catch { /* a browser may forbid it */ }
  }

  return { load, element, foreign, count, link, item, list, fold, fits, choices, recount, state, keep, restore, comeBack };
})();
