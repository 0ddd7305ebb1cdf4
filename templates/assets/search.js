// Searches the wiki: names in the finder, and all words in the full-text index (Pagefind) where pages come from a server.
"use strict";

(() => {
  const { load, element, foreign, count, link, item, list, fold, fits, choices, state, keep, restore, comeBack } = window.rows;
  const WAIT = 150;
  const PATIENCE = 1_000;
  const FIRST = 5;
  const STEP = 20;
  const NAMES = 4;
  const PARTS = 4;

  const form = document.getElementById("searching");
  const field = document.getElementById("search");
  const narrow = document.getElementById("narrow");
  const said = document.getElementById("outcome");
  const mode = document.getElementById("mode");
  const found = document.getElementById("found");
  const clear = document.getElementById("clear");
  const help = document.getElementById("help");
  const unfound = document.getElementById("unfound");
  let turn = 0;

  // The full-text index: the pages that hold some words, the best first, each with a function that gives its excerpt.
  async function openIndex(pages) {
    if (location.protocol === "file:" || !form.dataset.index) return null;
    try {
      const [engine, answer] = await Promise.all([import(new URL(form.dataset.index, location)), fetch(form.dataset.pages)]);
      const addresses = await answer.json();
      const known = new Map(pages.map((page) => [page.address, page]));
      await engine.options({ excerptLength: 32 });
      await engine.init();
      return async (words) => {
        const { results } = await engine.search(words.replace(/[“”„«»]/g, "\""));
        return results.map(({ id, data }) => ({ page: known.get(addresses[id]), data })).filter(({ page }) => page);
      };
    } catch {
      return null;
    }
  }

  // In a paragraph, for a document of its own would lose the space at its beginning.
  const plainText = (html) => new DOMParser().parseFromString(`<p>${html}`, "text/html").body.textContent;

  // An excerpt is HTML, of which only marks count.
  function excerpt(html) {
    const parts = html.split(/<\/?mark>/);
    return element("p", { className: "excerpt", dir: "auto" },
      ...parts.map((part, number) => (number % 2 ? element("mark", {}, plainText(part)) : plainText(part))));
  }

  function partLinks(page, parts) {
    const inside = parts.filter((part) => part.anchor).slice(0, PARTS);
    if (!inside.length) return null;
    const links = inside.map((part) => element("a", { href: `${page.url}#${encodeURIComponent(part.anchor.id)}` }, part.title));
    return element("p", { className: "detail parts" }, "In: ", ...links.flatMap((link, number) => (number ? [" · ", link] : [link])));
  }

  async function hit({ page, data }) {
    try {
      const { excerpt: html, sub_results: parts } = await data();
      return item(page, excerpt(html), partLinks(page, parts) ?? "");
    } catch {
      return item(page); // the index has been renewed since
    }
  }

  // Names. How well one answers: 0 for the same, then some of its words, the beginnings of its words, any part of it.
  function rank(name, asked) {
    if (name === asked) return 0;
    const words = name.split(" ");
    if (asked.split(" ").every((part) => words.includes(part))) return 1;
    if (asked.split(" ").every((part) => words.some((word) => word.startsWith(part)))) return 2;
    return name.includes(asked) ? 3 : 4;
  }

  // Letters to change, add, leave out or swap to make one text of the other, or more than most.
  function apart(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [];
    let row = Array.from({ length: other.length + 1 }, (_, number) => number);
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        if (one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      [before, row] = [row, next];
      if (Math.min(...row) > most) return most + 1;
    }
    return row[other.length];
  }

  function near(page, asked, most) {
    const tried = page.folded.flatMap((name) => (asked.includes(" ") ? [name] : [name, ...name.split(" ")]));
    return Math.min(...tried.map((name) => apart(asked, name, most)));
  }

  function byName(pages, asked, worst) {
    const ranked = pages.map((page) => ({ page, rank: Math.min(...page.folded.map((name) => rank(name, asked))) }));
    return ranked.filter((one) => one.rank <= worst).sort((one, other) => one.rank - other.rank).map(({ page }) => page);
  }

  // Whether a page is asked for by its name or a good part of it; a word of a long title is but a word.
  function isMeant(page, asked) {
    const most = 3 * asked.split(" ").length;
    const isPart = (name) => name.split(" ").length <= most && rank(name, asked) <= 1;
    return page.folded.includes(asked) || (["actor", "place"].includes(page.kind) && page.folded.some(isPart));
  }

  // The words of a day, should one be asked for: 2024-09-10, 10 September 2024 and September 10, 2024 are the same.
  const MONTHS = Array.from({ length: 12 }, (_, month) => fold(new Date(2000, month).toLocaleDateString("en", { month: "long" })));
  function dayIn(asked) {
    const iso = /^(\d{4}) (\d\d?) (\d\d?)$/.exec(asked);
    if (iso && MONTHS[iso[2] - 1]) return `${Number(iso[3])} ${MONTHS[iso[2] - 1]} ${iso[1]}`;
    const [first, second, year, ...more] = asked.split(" ");
    const [day, month] = MONTHS.includes(first) ? [second, first] : [first, second];
    return MONTHS.includes(month) && /^\d\d?$/.test(day) && /^\d{4}$/.test(year) && !more.length
      ? `${Number(day)} ${month} ${year}` : null;
  }

  // The incidents whose date names a day, those of the day alone first.
  function onDay(pages, day) {
    const those = pages.filter((page) => page.kind === "incident" && ` ${fold(page.when)} `.includes(` ${day} `));
    return those.sort((one, other) => one.when.length - other.when.length || one.number - other.number);
  }

  function nearest(pages, asked) {
    const most = asked.length < 4 ? 0 : asked.length < 8 ? 1 : 2;
    if (!most) return [];
    const close = pages.map((page) => ({ page, rank: near(page, asked, most) })).filter((one) => one.rank <= most);
    const order = (one, other) => one.rank - other.rank || one.page.title.length - other.page.title.length;
    return close.sort(order).map(({ page }) => page);
  }

  function named(page) {
    const names = page.names.flatMap(({ text, lang }, number) => [number ? ", " : "", element("bdi", foreign(lang), text)]);
    return item(page, page.summary ? element("p", { className: "summary" }, page.summary) : "",
      names.length ? element("p", { className: "detail" }, "Also written: ", ...names) : "");
  }

  async function group(label, number, items, draw, first) {
    const shown = list(items, draw, STEP, first);
    await shown.ready;
    return element("section", { className: "hits" },
      element("h2", {}, label, number === null ? "" : element("small", {}, ` ${number.toLocaleString("en")}`)), ...shown.nodes);
  }

  // Results by kind; a kind of which there is none is left out.
  async function groups(kinds, hits, draw) {
    const those = kinds.map(([kind, , many]) => [many, hits.filter((one) => (one.page ?? one).kind === kind)]);
    return Promise.all(those.filter(([, some]) => some.length).map(([many, some]) => group(many, some.length, some, draw, FIRST)));
  }

  function suggestions(pages, asked) {
    const isSpelled = pages.some((page) => page.folded.some((name) => rank(name, asked) <= 2));
    const close = isSpelled ? [] : nearest(pages, asked).slice(0, NAMES);
    if (!close.length) return [];
    return [element("p", {}, "Names like it: ",
      ...close.flatMap((page, number) => [number ? ", " : "", link(page)]), ".")];
  }

  async function answer({ pages, kinds, search }, words, wanted) {
    const day = dayIn(fold(words));
    const asked = day ?? fold(words);
    if (words && !asked) return { number: 0, nodes: [] }; // signs alone are no words
    const fitting = pages.filter((page) => fits(page, wanted));
    if (!words) {
      const order = (one, other) => (one.kind === "incident" && other.kind === "incident" ? other.number - one.number
        : one.title.localeCompare(other.title, document.documentElement.lang));
      const ordered = kinds.flatMap(([kind]) => fitting.filter((page) => page.kind === kind).sort(order));
      return { number: fitting.length, nodes: await groups(kinds, ordered, (page) => item(page)) };
    }
    const dated = day ? onDay(fitting, day) : [];
    const first = dated.length ? [await group("With this date", null, dated, (page) => item(page), NAMES)] : [];
    const isNew = (page) => !dated.includes(page);
    if (!search) {
      const names = byName(fitting, asked, 3).filter(isNew);
      const nodes = names.length || dated.length ? await groups(kinds, names, named) : suggestions(pages, asked);
      return { number: dated.length + names.length, nodes: [...first, ...nodes] };
    }
    const names = byName(fitting, asked, 1).filter((page) => isMeant(page, asked) && isNew(page));
    const hits = (await search(day ?? words)).filter(({ page }) => fits(page, wanted) && isNew(page) && !names.includes(page));
    if (names.length) first.push(await group("With this name", null, names, named, NAMES));
    else if (!dated.length) first.push(...suggestions(pages, asked));
    return { number: dated.length + names.length + hits.length, nodes: [...first, ...await groups(kinds, hits, hit)] };
  }

  async function show(wiki) {
    turn += 1;
    const mine = turn;
    const { q: words = "", ...wanted } = state(form);
    const isNarrowed = Object.keys(wanted).length > 0;
    clear.hidden = !words && !isNarrowed;
    help.hidden = !clear.hidden;
    if (!words && !isNarrowed) {
      unfound.hidden = true;
      found.replaceChildren();
      said.textContent = "";
      return;
    }
    const { number, nodes } = await answer(wiki, words, wanted);
    if (mine !== turn) return; // something else has been asked since
    unfound.hidden = number > 0;
    found.replaceChildren(...nodes);
    const about = words ? ` for “${words}”` : "";
    said.textContent = number ? `${count(number, "page")}${about}`
      : `Nothing found${about}${isNarrowed ? "; narrow it down less to find more" : ""}.`;
  }

  async function begin() {
    let wiki;
    try {
      wiki = await load(form.dataset.finder);
    } catch (error) {
      said.textContent = `The search doesn’t work: ${error.message}.`;
      return;
    }
    const { pages, kinds } = wiki;
    for (const page of pages) page.folded = [page.title, ...page.names.map(({ text }) => text)].map(fold);
    const kindOf = new Map(kinds.map(([kind, , many]) => [kind, many]));
    form.elements.kind.append(...[...kindOf].map(([value, label]) => element("option", { value }, label)));
    choices(form, pages);
    const typed = field.value;
    restore(form, pages);
    if (typed) field.value = typed;
    if (Object.keys(state(form)).some((name) => name !== "q")) narrow.open = true;
    const whole = { pages, kinds, search: null };
    const arrived = openIndex(pages).then((search) => { whole.search = search; });
    // An index that is long in coming, as where it is only being made, is not waited for.
    const isThere = await Promise.race([arrived.then(() => true), new Promise((done) => { setTimeout(done, PATIENCE, false); })]);
    const tell = (without) => { mode.textContent = `Titles and names only: ${without}`; mode.hidden = whole.search !== null; };
    const tellAll = () => tell(location.protocol === "file:"
      ? "the full text can be searched where the wiki is on a server." : "this site has no index of its full text.");
    if (isThere) tellAll();
    else tell("the index of the full text is still to come.");
    const again = (isStep) => { keep(form, isStep); return show(whole); };
    let timer = 0;
    field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(again, WAIT, false); });
    form.addEventListener("change", ({ target }) => again(target !== field)); // a field has changed when it is left, too
    clear.addEventListener("click", () => { form.reset(); field.value = ""; again(true); field.focus(); });
    addEventListener("popstate", () => { restore(form, pages); show(whole); });
    await again(false);
    comeBack();
    if (isThere) return;
    await arrived;
    tellAll();
    if (whole.search) await show(whole);
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.reset();
  form.hidden = false;
  if (matchMedia("(min-width: 40rem)").matches) narrow.open = true;
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  field.focus({ preventScroll: true });
  begin();
})();
