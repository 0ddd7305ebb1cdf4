// What scripts add to the map: a button that puts a map in the place of the drawing, to move and zoom, and the way back.
// The map's library and its data come with the first press. Pictures of streets, if the site names a server, with a press of their own.
"use strict";

const SVG = "http://www.w3.org/2000/svg";
const NEAR = 28; // Marks that are nearer than this, in pixels, are one.
const CLOSEST = 13; // Outlines and points bear no more; pictures of streets do.
const CLOSEST_STREETS = 17;
const CIRCLED = 4; // So many spots of one mark show what they may be off by.

const { element, count, loaded } = window.nodes;

// Before the site's own looks, which go over those of the library.
function fetched(node) {
  return loaded(node, document.head.querySelector("link[rel=stylesheet]"));
}

// The same mark as in the drawing: its area grows with the number of incidents; that of an area is hollow.
function mark({ shapes, most }, shape, number, isHollow) {
  const radius = isHollow ? 6 : Math.min(15, 4 + 11 * Math.sqrt(number / most));
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "-14 -14 28 28");
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, shape === "circle" || isHollow ? "circle" : "path");
  if (path.localName === "circle") path.setAttribute("r", radius);
  else path.setAttribute("d", `M${shapes[shape].map(([x, y]) => `${x * radius} ${y * radius}`).join(" ")}Z`);
  picture.append(path);
  return picture;
}

// Spots that come in order, each put together with an earlier one that is too near at this zoom.
function gathered(map, spots) {
  const groups = [];
  for (const spot of spots) {
    const at = map.latLngToLayerPoint(spot.at);
    const near = !spot.area && groups.find((group) => !group.spots[0].area && group.at.distanceTo(at) < NEAR);
    if (near) near.spots.push(spot);
    else groups.push({ at, spots: [spot] });
  }
  return groups;
}

function popup(data, places) {
  const parts = places.map((place) => {
    const items = place.incidents.slice(0, place.shown).map((incident, number) => {
      const [title, url, when] = data.incidents[incident];
      const role = place.roles[number] ? element("span", { class: "detail" }, place.roles[number]) : null;
      return element("li", {}, element("span", { class: "detail" }, when), " ", element("a", { href: url }, title), role && " ", role);
    });
    const left = place.incidents.length - items.length;
    if (left > 0) items.push(element("li", {}, element("a", { href: place.url }, `${left.toLocaleString("en")} more on its page`)));
    return element("section", {},
      element("p", {}, element("a", { href: place.url }, element("b", {}, place.title))),
      element("p", { class: "detail" }, place.said),
      element("ul", {}, ...items));
  });
  return element("div", { class: "told" }, ...parts);
}

// Which mark incidents have, by the most frequent of their types, and what can be said of those.
function typed(data, incidents) {
  const numbers = new Map(data.marks.map(([shape]) => [shape, 0]));
  for (const incident of incidents) {
    const [, shape] = data.kinds[data.types[incident]];
    numbers.set(shape, numbers.get(shape) + 1);
  }
  // Of several that are as frequent, the first in the order of the legend.
  const [shape, label] = data.marks.reduce((one, other) => (numbers.get(other[0]) > numbers.get(one[0]) ? other : one));
  const only = incidents.length === 1 ? data.kinds[data.types[incidents[0]]][0] : "";
  const small = (text) => text.charAt(0).toLowerCase() + text.slice(1);
  if (only) return { shape, said: small(only) };
  return { shape, said: 2 * numbers.get(shape) > incidents.length ? `most are: ${small(label)}` : "" };
}

// A label stands at the right of its mark, or else at the left; where it would lie over an earlier one it is not shown.
function settle(labels, whole) {
  const taken = labels.map((label) => label.previousSibling.getBoundingClientRect());
  const isWithin = (box) => box.left >= whole.left && box.right <= whole.right;
  const isFree = (box, own) => isWithin(box) && taken.every((other, number) => number === own
    || box.right < other.left || other.right < box.left || box.bottom < other.top || other.bottom < box.top);
  labels.forEach((label, own) => {
    for (const side of ["right", "left"]) {
      label.className = side;
      const box = label.getBoundingClientRect();
      if (isFree(box, own)) {
        taken.push(box);
        return;
      }
    }
    label.hidden = true;
  });
}

function drawMarks(map, layer, data) {
  layer.clearLayers();
  const labels = [];
  const groups = gathered(map, data.spots);
  // What is known best is labelled first.
  groups.sort((one, other) => one.spots[0].area - other.spots[0].area);
  for (const group of groups) {
    const [first] = group.spots;
    const places = group.spots.flatMap((spot) => spot.places);
    const incidents = [...new Set(places.flatMap((place) => place.incidents))];
    const { shape, said } = typed(data, incidents);
    const number = count(incidents.length, "incident");
    for (const spot of group.spots.slice(0, CIRCLED)) {
      for (const radius of spot.off) L.circle(spot.at, { radius, className: "off", interactive: false }).addTo(layer);
    }
    const more = places.length > 1 ? ` and ${places.length - 1} more` : "";
    const title = first.places[0].title + more;
    const behind = places.length > 1 ? `· ${number}` : incidents.length.toLocaleString("en");
    const icon = L.divIcon({
      className: first.area ? "pin vague" : "pin",
      html: element("div", {}, mark(data, shape, incidents.length, first.area), element("span", {}, element("bdi", {}, first.places[0].title), `${more} `, element("b", {}, behind))),
      iconSize: [28, 28],
    });
    const marker = L.marker(first.at, { icon, keyboard: true, riseOnHover: true, zIndexOffset: first.area ? -1000 : 0 }).addTo(layer);
    const name = [`${title}: ${number}`, first.area ? "an area" : said].filter(Boolean).join(", ");
    marker.getElement().setAttribute("aria-label", name);
    labels.push(marker.getElement().querySelector("span"));
    // Beside the buttons for zooming, and within the map of a phone too.
    const { x, y } = map.getSize();
    const size = { maxWidth: Math.min(300, x - 110), minWidth: Math.min(200, x - 110), maxHeight: Math.min(260, y - 110) };
    marker.bindPopup(() => popup(data, places), { ...size, autoPanPaddingTopLeft: [48, 8], autoPanPaddingBottomRight: [8, 8] });
  }
  settle(labels, map.getContainer().getBoundingClientRect());
}

function opened(place) {
  const data = window.wikiMap;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(place, {
    maxBounds: data.bounds, maxBoundsViscosity: 1, maxZoom: CLOSEST, zoomSnap: 0.25, zoomControl: true,
    zoomAnimation: !isCalm, fadeAnimation: !isCalm, markerZoomAnimation: !isCalm, inertia: !isCalm, attributionControl: false,
  });
  L.control.attribution({ prefix: false }).addAttribution("Outlines: Natural Earth").addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  map.fitBounds(data.box, { animate: false });
  map.setMinZoom(map.getBoundsZoom(data.bounds, true));
  L.geoJSON(data.lands, { interactive: false, style: (land) => ({ className: land.properties.home ? "land own" : "land" }) }).addTo(map);
  const marks = L.layerGroup().addTo(map);
  drawMarks(map, marks, data);
  map.on("zoomend", () => drawMarks(map, marks, data));
  keepFocus(map);
  return map;
}

// The keyboard goes into a popup when it opens, and back to its mark when it closes.
function keepFocus(map) {
  let from = null;
  map.on("popupopen", (event) => {
    from = event.popup._source && event.popup._source.getElement();
    const link = event.popup.getElement().querySelector(".told a");
    if (link && from === document.activeElement) link.focus({ preventScroll: true });
  });
  map.on("popupclose", (event) => {
    const active = document.activeElement;
    const isLost = active === document.body || event.popup.getElement().contains(active);
    if (isLost && from) from.focus({ preventScroll: true });
  });
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key === "Escape") map.closePopup();
  });
}

function setUpStreets(figure, map, bar) {
  const { tiles, host, attribution } = figure.dataset;
  if (!tiles) return;
  const button = element("button", { type: "button" }, `Show streets from ${host}`);
  const note = element("span", { class: "detail" }, `Asks ${host} for pictures of the part that you look at.`);
  const layer = L.tileLayer(tiles, { attribution: element("span", {}, attribution).innerHTML, maxZoom: 19, referrerPolicy: "strict-origin" });
  button.addEventListener("click", () => {
    const isShown = map.hasLayer(layer);
    if (isShown) layer.remove();
    else layer.addTo(map);
    map.setMaxZoom(isShown ? CLOSEST : CLOSEST_STREETS);
    figure.classList.toggle("with-streets", !isShown);
    button.textContent = isShown ? `Show streets from ${host}` : "Hide streets";
  });
  bar.append(button, note);
}

function setUpMap(figure) {
  const bar = figure.querySelector(".switch");
  const drawn = figure.querySelector(".drawn");
  const button = element("button", { type: "button", "aria-expanded": "false" }, "Move and zoom");
  const more = element("span", { class: "streets" });
  const place = element("div", { class: "moving", role: "region", "aria-label": "Map to move and zoom" });
  const alert = element("span", { role: "alert" });
  let map = null;
  const show = (isMoving) => {
    figure.classList.toggle("is-moving", isMoving);
    button.textContent = isMoving ? "Back to the drawing" : "Move and zoom";
    button.setAttribute("aria-expanded", String(isMoving));
  };
  const open = async () => {
    const { data, library, looks } = figure.dataset;
    const files = [element("link", { rel: "stylesheet", href: looks }), ...[library, data].map((src) => element("script", { src }))];
    await Promise.all(files.map(fetched));
    drawn.after(place);
    show(true);
    map = opened(place);
    const whole = element("button", { type: "button" }, "Whole map");
    whole.addEventListener("click", () => {
      map.closePopup();
      map.fitBounds(window.wikiMap.box);
    });
    more.append(whole);
    setUpStreets(figure, map, more);
  };
  button.addEventListener("click", () => {
    if (map) {
      show(!figure.classList.contains("is-moving"));
      map.invalidateSize();
      return;
    }
    button.disabled = true;
    open().catch(() => { alert.textContent = "The map could not be opened. The drawing shows the same."; })
      .finally(() => { button.disabled = false; button.focus(); });
  });
  bar.append(button, more, alert);
}

const chart = document.getElementById("chart");
if (chart) setUpMap(chart);
