"use strict";

// What the page does beyond being read: search, filters, a timeline that follows them, comparison. Days are numbered as
// Python numbers them: 1 is 1 January 0001.

const OPEN_PAST = 0, OPEN_FUTURE = 3652060;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const byId = (id) => document.getElementById(id);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

const counted = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

// The events, as the cards tell them

const marks = new Map(all("#chart_canvas .lane a").map((mark) => [mark.getAttribute("href").slice(1), mark]));
const lines = new Map(all("#the_contents li").map((line) => [line.firstElementChild.hash.slice(1), line]));
const events = all("#the_events article").map((card) => {
  const [first, latestStart, earliestEnd, last] = card.dataset.days.split(" ").map(Number);
  const doubt = card.dataset.doubt || "";
  return {
    id: card.id, card, mark: marks.get(card.id), line: lines.get(card.id), first, latestStart, earliestEnd, last,
    title: card.querySelector("h4").textContent,
    qualified: doubt.includes("qualified"), disputed: doubt.includes("disputed"),
    track: card.dataset.track, kind: card.dataset.kind,
  };
});
const eventOf = new Map(events.map((event) => [event.id, event]));

function dateOf(event) {
  return all(".margin .date", event.card).map((date) => date.textContent.replace(/^\S+ /, "")).join("");
}

// Words: without regard to case, accents and punctuation

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

// What a card says of its own event: not our labels, nor the titles of others.
function textOf(event) {
  const own = (node) => (node.matches("dt, .other, .tools") ? "" : [...node.childNodes].map((child) => child.data ?? own(child)).join(""));
  event.text ??= ` ${fold(all("h4, p, dd", event.card).map(own).join(" "))} `;
  return event.text;
}

function wordsOf(typed) {
  return (typed.match(/"[^"]*"?|[^\s"]+/g) || []).map(fold).filter(Boolean).map((word) => ` ${word}`);
}

// Days

function dayNumber(year, month, day) {
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, day);
  return time.getUTCDate() === day && time.getUTCMonth() === month - 1 ? time.getTime() / 864e5 + 719163 : NaN;
}

function calendar(day) {
  const time = new Date((day - 719163) * 864e5);
  return { year: time.getUTCFullYear(), month: time.getUTCMonth() + 1, day: time.getUTCDate() };
}

function monthNumber(word) {
  return MONTHS.findIndex((month) => month.toLowerCase().startsWith(word.toLowerCase())) + 1;
}

// The first and the last day of what was typed: 1944, 1944-06, 1944-06-04, June 1944, 4 June 1944; null if it is none of them.
function period(typed) {
  const iso = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(typed.trim());
  const words = /^(?:(\d\d?)\s+)?(\p{L}{3,})\.?\s+(\d{4})$/u.exec(typed.trim());
  if (!iso && !words) return null;
  const [year, month, day] = iso ? [+iso[1], iso[2] && +iso[2], iso[3] && +iso[3]] : [+words[3], monthNumber(words[2]), words[1] && +words[1]];
  if (year < 1 || month === 0 || month > 12 || day === 0) return null;
  const first = dayNumber(year, month || 1, day || 1);
  const last = day ? first : (month ?? 12) === 12 ? dayNumber(year, 12, 31) : dayNumber(year, month + 1, 1) - 1;
  return Number.isNaN(first) ? null : { first, last };
}

// Which events are shown

const controls = byId("the_controls");
const field = (name) => controls.elements.namedItem(name);
const checked = (name) => all(`input[name=${name}]:checked`, controls).map((input) => input.value);
let visible = events;
let domain = { first: -Infinity, last: Infinity };

// The time that is asked for, and what is wrong with it.
function askedTime() {
  const typed = (name) => field(name).value.trim();
  const from = typed("from") ? period(typed("from")) : { first: -Infinity }, to = typed("to") ? period(typed("to")) : { last: Infinity };
  if (!from || !to) return { from, to, mistake: "Write a time as 1944, 1944-06, 1944-06-04 or 4 June 1944." };
  return { from, to, mistake: from.first > to.last ? "The time ends before it begins." : "" };
}

// Not while it is being typed: half a year is no mistake.
function tellMistake() {
  const { from, to, mistake } = askedTime();
  field("from").setAttribute("aria-invalid", !from);
  field("to").setAttribute("aria-invalid", !to);
  byId("time_error").textContent = mistake;
}

function select() {
  const { from, to, mistake } = askedTime();
  if (mistake) return;
  tellMistake();
  const words = wordsOf(field("q").value), tracks = checked("track"), kinds = checked("kind");
  const matches = (event) => event.last >= from.first && event.first <= to.last
    && (!tracks.length || tracks.includes(event.track)) && (!kinds.length || kinds.includes(event.kind))
    && words.every((word) => textOf(event).includes(word));
  visible = events.filter(matches);
  domain = { first: from.first, last: to.last };
  show();
}

function show() {
  const shown = new Set(visible);
  for (const event of events) event.card.hidden = event.line.hidden = !shown.has(event);
  for (const group of all(".year, #the_contents section")) group.hidden = !group.querySelector("article:not([hidden]), li:not([hidden])");
  for (const summary of all(".chosen", controls)) summary.textContent = checked(summary.dataset.of).length || "";
  byId("none_found").hidden = visible.length > 0;
  byId("the_count").textContent = visible.length === events.length ? counted(events.length, "event")
    : `${visible.length.toLocaleString("en")} of ${counted(events.length, "event")}`;
  draw();
}

// The timeline: the marks are where the page has them, and are moved

const frame = byId("the_chart"), canvas = byId("chart_canvas"), axis = canvas.querySelector(".axis");
const whole = { first: +canvas.dataset.first, last: +canvas.dataset.last };
const ROW = +canvas.dataset.row, LABEL = 84, RADIUS = 4.5, INSET = 5, GAP = 4, MOST_ROWS = 60, LEAST_WIDTH = 640, MOST_WIDTH = 400000;
const PRINTED = 1080;
const lanes = all(".lane", canvas).map((section) => ({
  section, drawing: section.querySelector("svg"), grid: section.querySelector(".grid"), rows: +section.dataset.rows, count: section.querySelector(".count"),
  events: all("a", section).map((mark) => eventOf.get(mark.getAttribute("href").slice(1))),
}));
const pen = document.createElement("canvas").getContext("2d");
const attributes = (node, values) => {
  for (const [key, value] of Object.entries(values)) if (node.getAttribute(key) !== String(value)) node.setAttribute(key, value);
};
let zoom = 1, printing = false, scale = null;

for (const event of events) {
  const title = event.mark.querySelector("title");
  event.mark.setAttribute("aria-label", title.textContent);
  title.remove(); // else browsers would show it beside the note that we show
  event.rank = +event.mark.dataset.rank;
  event.drawn = event.mark.querySelector("svg");
  event.label = event.drawn.querySelector(":scope > text:not(.end)");
}

function widthOf(event) {
  if (!event.width) {
    const style = getComputedStyle(event.label);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    event.width = pen.measureText(event.title).width + INSET;
  }
  return event.width;
}

function scaleOf(width) {
  const first = Math.max(whole.first, domain.first), last = Math.min(whole.last, domain.last);
  const days = first <= last ? { first, last } : whole;
  const day = width / (days.last - days.first + 1);
  return { ...days, width, day, x: (number) => (number - days.first) * day };
}

function boxOf(event) {
  const from = event.first === OPEN_PAST ? whole.first : event.first, to = event.last === OPEN_FUTURE ? whole.last : event.last;
  const left = scale.x(from), right = scale.x(to + 1);
  const isDay = event.first === event.last, middle = (left + right) / 2;
  const start = isDay ? middle - RADIUS : Math.max(left, 0), end = isDay ? middle + RADIUS : Math.min(Math.max(right, start + 3), scale.width);
  const wide = widthOf(event), titled = isDay ? end + wide : Math.max(end, start + wide);
  const before = titled > scale.width && start > wide;
  return { event, left, right, start, end, isDay, before, titledStart: before ? start - wide : start, titledEnd: before ? end : titled };
}

// The first of these rows in which an extent is free; it is taken. -1 if there is none.
function take(rows, start, end) {
  return rows.findIndex((row) => {
    let low = 0, high = row.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (row[middle][0] <= start) low = middle + 1; else high = middle;
    }
    if ((low && row[low - 1][1] + GAP > start) || (low < row.length && row[low][0] < end + GAP)) return false;
    row.splice(low, 0, [start, end]);
    return true;
  });
}

// As place() of lanes.py does it.
function place(boxes, most) {
  const rows = Array.from({ length: MOST_ROWS }, () => []);
  const untitled = boxes.filter((box) => {
    box.row = take(rows.slice(0, most), box.titledStart, box.titledEnd);
    box.titled = box.row >= 0;
    return !box.titled;
  });
  for (const box of untitled) box.row = take(rows, box.start, box.end);
  for (const box of untitled) {
    if (box.row < 0) { box.row = MOST_ROWS - 1; continue; }
    const row = rows[box.row];
    row.splice(row.findIndex(([start]) => start === box.start), 1);
    box.titled = take([row], box.titledStart, box.titledEnd) === 0;
    if (!box.titled) take([row], box.start, box.end);
  }
}

function drawMark(box) {
  const { event, left, right, before } = box;
  attributes(event.drawn, { x: left.toFixed(2), width: Math.max(right - left, 0.01).toFixed(2), y: box.row * ROW });
  attributes(event.label, { "text-anchor": before ? "end" : "start", display: box.titled ? "inline" : "none" });
  event.box = box;
}

// Where a title stands beside its mark; in a bar that begins before what can be seen, as far in as it can be seen.
function setTitle({ event, left, start, end, isDay, before }) {
  const room = Math.max(end - start - widthOf(event) - INSET, 0);
  const offset = isDay ? RADIUS + INSET - 2 : INSET + start - left + (before ? 0 : Math.min(Math.max(frame.scrollLeft - start, 0), room));
  attributes(event.label, { dx: (before ? -offset : offset).toFixed(1) });
}

function draw() {
  const width = printing ? PRINTED : Math.min(Math.max(frame.clientWidth, LEAST_WIDTH) * zoom, MOST_WIDTH);
  canvas.style.width = printing ? "" : `${width}px`;
  canvas.style.minWidth = "0";
  scale = scaleOf(width);
  const shown = new Set(visible), marked = ticks();
  attributes(axis, { viewBox: `0 0 ${width} 20` });
  axis.replaceChildren(...marked.filter(({ day }) => scale.x(day) + LABEL <= width).map(({ day, label }) => {
    const text = document.createElementNS(axis.namespaceURI, "text");
    attributes(text, { x: scale.x(day).toFixed(1), dx: 4, y: 14 });
    text.textContent = label;
    return text;
  }));
  for (const lane of lanes) {
    const there = lane.events.filter((event) => shown.has(event));
    lane.section.hidden = !there.length;
    for (const event of lane.events) attributes(event.mark, { display: shown.has(event) ? "inline" : "none" });
    const boxes = there.map(boxOf);
    place([...boxes].sort((a, b) => a.event.rank - b.event.rank), lane.rows);
    boxes.forEach(drawMark);
    const height = (Math.max(0, ...boxes.map((box) => box.row)) + 1) * ROW;
    attributes(lane.drawing, { viewBox: `0 0 ${width} ${height}` });
    attributes(lane.grid, { d: marked.map(({ day }) => `M${scale.x(day).toFixed(1)} 0V${height}`).join("") });
    boxes.forEach(setTitle);
    lane.count.textContent = there.length === lane.events.length ? there.length : `${there.length} of ${lane.events.length}`;
  }
  rove();
}

function ticks() {
  const { first, last, day } = scale, start = calendar(first), end = calendar(last), found = [];
  const add = (number, label) => number >= first && number <= last && found.push({ day: number, label });
  const short = (month, year) => `${MONTHS[month - 1].slice(0, 3)} ${year}`;
  const days = { 1: () => true, 2: (n) => n % 2 && n < 28, 4: (n) => n === 1 || (n % 5 === 0 && n < 30), 9: (n) => n === 1 || n === 10 || n === 20 };
  const step = Object.keys(days).find((each) => each * day >= LABEL);
  if (step) {
    for (let number = first; number <= last; number++) {
      const date = calendar(number);
      if (days[step](date.day)) add(number, `${date.day} ${short(date.month, date.year)}`);
    }
    return found;
  }
  const months = [1, 2, 3, 6].find((each) => each * 28 * day >= LABEL);
  if (months) {
    for (let n = start.year * 12; n < end.year * 12 + 12; n += months) add(dayNumber(Math.floor(n / 12), n % 12 + 1, 1), short(n % 12 + 1, Math.floor(n / 12)));
    return found;
  }
  const years = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].find((each) => each * 365 * day >= LABEL) || 5000;
  for (let year = Math.ceil(start.year / years) * years; year <= end.year; year += years) add(dayNumber(year, 1, 1), String(year));
  return found;
}

function setZoom(wanted, at = frame.clientWidth / 2) {
  const days = scale.last - scale.first + 1, most = Math.max(Math.min(days * 80, MOST_WIDTH) / Math.max(frame.clientWidth, LEAST_WIDTH), 1);
  const share = (frame.scrollLeft + at) / scale.width;
  zoom = Math.min(Math.max(wanted, 1), most);
  draw();
  frame.scrollLeft = share * scale.width - at;
  byId("zoom_all").disabled = byId("zoom_out").disabled = zoom === 1;
  byId("zoom_in").disabled = zoom === most;
  remember();
}

// In the timeline: one stop for the tab key, arrows from event to event, a note on the one that is met

let current = null;

function rove() {
  if (!current || !visible.includes(current)) current = visible[0] || null;
  for (const event of events) attributes(event.mark, { tabindex: event === current ? 0 : -1 });
}

function step(from, key) {
  const open = lanes.filter((lane) => !lane.section.hidden), at = open.findIndex((lane) => lane.events.includes(from));
  const among = (lane) => lane.events.filter((event) => visible.includes(event));
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const row = among(open[at]);
    return row[row.indexOf(from) + (key === "ArrowRight" ? 1 : -1)];
  }
  const lane = open[at + (key === "ArrowDown" ? 1 : -1)];
  return lane && among(lane).reduce((best, event) => (Math.abs(event.first - from.first) < Math.abs(best.first - from.first) ? event : best));
}

function goTo(event) {
  current = event;
  rove();
  const box = boxOf(event);
  if (box.start < frame.scrollLeft || box.start > frame.scrollLeft + frame.clientWidth - 40) frame.scrollLeft = box.start - frame.clientWidth / 3;
  event.mark.focus();
}

const tip = element("div", { id: "the_tip", role: "tooltip", hidden: "" });

function describe(event) {
  const place = event.card.querySelector(".place");
  tip.replaceChildren(
    element("b", {}, event.title), element("small", {}, [dateOf(event), place && place.textContent].filter(Boolean).join(" · ")),
    event.card.querySelector(".summary").textContent,
  );
  tip.hidden = false;
  const shape = event.drawn.getBoundingClientRect(), box = tip.getBoundingClientRect();
  const left = Math.max(shape.left, frame.getBoundingClientRect().left);
  tip.style.left = `${Math.max(Math.min(left, innerWidth - box.width - 8), 8)}px`;
  tip.style.top = `${shape.top + ROW + 6 + box.height < innerHeight ? shape.top + ROW + 6 : shape.top - box.height - 6}px`;
}

function eventAt(target) {
  const mark = target.closest && target.closest(".lane a");
  return mark ? eventOf.get(mark.getAttribute("href").slice(1)) : null;
}

// Comparison: what follows for certain from the days on which two events may have begun and ended

const isOpen = (day) => day === OPEN_PAST || day === OPEN_FUTURE;

function difference(firstMin, firstMax, secondMin, secondMax) {
  return {
    min: isOpen(secondMin) || isOpen(firstMax) ? null : secondMin - firstMax,
    max: isOpen(secondMax) || isOpen(firstMin) ? null : secondMax - firstMin,
  };
}

function days({ min, max }) {
  if (min === null && max === null) return "";
  if (max === null) return `at least ${counted(min, "day")} `;
  if (min === null) return `at most ${counted(max, "day")} `;
  return min === max ? `${counted(max, "day")} ` : `${min.toLocaleString("en")} to ${counted(max, "day")} `;
}

const reversed = ({ min, max }) => ({ min: max === null ? null : -max, max: min === null ? null : -min });

function relation(a, b) {
  const gap = difference(a.earliestEnd, a.last, b.first, b.latestStart), back = difference(b.earliestEnd, b.last, a.first, a.latestStart);
  const lead = difference(a.first, a.latestStart, b.first, b.latestStart);
  if (gap.min >= 1) return { name: "before", days: gap, lead };
  if (back.min >= 1) return { name: "after", days: back, lead };
  if (a.first === a.last && b.first === b.last && a.first === b.first) return { name: "same day", lead };
  if (a.latestStart < b.first && b.last < a.earliestEnd) return { name: "contains", lead };
  if (b.latestStart < a.first && a.last < b.earliestEnd) return { name: "during", lead };
  return { name: a.latestStart <= b.earliestEnd && b.latestStart <= a.earliestEnd ? "overlap" : "untold", lead };
}

function sentences(a, b) {
  const { name, days: apart, lead } = relation(a, b);
  const told = {
    before: () => `${a.title} came ${days(apart)}before ${b.title}.`,
    after: () => `${a.title} came ${days(apart)}after ${b.title}.`,
    "same day": () => `${a.title} and ${b.title} came on the same day.`,
    contains: () => `${b.title} fell within ${a.title}, which began ${days(lead)}before it.`,
    during: () => `${a.title} fell within ${b.title}, which began ${days(reversed(lead))}before it.`,
    overlap: () => `${a.title} and ${b.title} overlapped.`,
    untold: () => `Whether ${a.title} and ${b.title} overlapped cannot be told.`,
  }[name]();
  const starts = lead.min === lead.max && lead.min !== null ? `First day to first day: ${counted(Math.abs(lead.min), "day")}.` : "";
  const disputed = a.disputed || b.disputed ? "Sources give other days too." : "";
  return [a.qualified || b.qualified ? `Going by dates that are not certain: ${told}` : told, starts, disputed].filter(Boolean).join(" ");
}

let chosen = [];
const comparison = element("aside", { id: "the_comparison", "aria-label": "Comparison", hidden: "" },
  element("p", { role: "status" }), element("button", { type: "button" }, "Close"));

function choose(picked) {
  chosen = picked.slice(-2);
  const [a, b] = chosen;
  for (const event of events) {
    const is = chosen.includes(event);
    event.mark.classList.toggle("chosen", is);
    event.compare.setAttribute("aria-pressed", is);
  }
  comparison.hidden = !a;
  comparison.firstElementChild.textContent = b ? sentences(a, b) : a ? `${a.title}, ${dateOf(a)}: choose another event to compare it with.` : "";
  remember();
}

// What is asked stands in the address, after the event that is looked at: #d-day&q=beach&track=west

let looked = "", remembering = 0;

function asked() {
  const found = new URLSearchParams();
  for (const name of ["q", "from", "to"]) if (field(name).value.trim()) found.set(name, field(name).value);
  for (const name of ["track", "kind"]) for (const value of checked(name)) found.append(name, value);
  for (const event of chosen) found.append("compare", event.id);
  if (zoom > 1) found.set("zoom", zoom.toFixed(1));
  return String(found);
}

function remember() {
  clearTimeout(remembering);
  remembering = setTimeout(() => {
    const hash = [looked, asked()].filter(Boolean).join("&");
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  }, 200); // browsers refuse an address that changes with every letter
}

function ask(wanted) {
  for (const name of ["q", "from", "to"]) field(name).value = wanted.get(name) || "";
  for (const input of all("input[type=checkbox]", controls)) input.checked = wanted.getAll(input.name).includes(input.value);
  select();
  tellMistake();
}

function restore(wanted) {
  ask(wanted);
  zoom = Math.max(parseFloat(wanted.get("zoom")) || 1, 1);
  setZoom(zoom);
  choose(wanted.getAll("compare").map((id) => eventOf.get(id)).filter(Boolean));
}

function follow() {
  const [start, ...rest] = location.hash.slice(1).split("&");
  const named = start && !start.includes("=");
  const wanted = (named ? rest : [start, ...rest]).join("&");
  if (wanted || !named) restore(new URLSearchParams(wanted));
  if (named) look(start);
}

// Show the card of a link that was followed, or any other part of the page.
function look(id) {
  const target = byId(id);
  if (!target) return;
  for (const card of all("article.shown")) card.classList.remove("shown");
  const event = eventOf.get(id);
  if (event && !visible.includes(event)) {
    ask(new URLSearchParams());
    byId("the_count").textContent = `${counted(events.length, "event")}: all are shown, for ${event.title} was not among those that were`;
  }
  looked = event ? id : "";
  target.classList.toggle("shown", Boolean(event));
  target.scrollIntoView();
  remember();
}

// All together

function equip() {
  controls.hidden = false;
  const zoomBar = element("p", { class: "zoom" }, ...[["zoom_out", "−", "Zoom out"], ["zoom_in", "+", "Zoom in"], ["zoom_all", "All", "Show all of the time"]]
    .map(([id, sign, label]) => element("button", { id, type: "button", "aria-label": label, title: label }, sign)));
  byId("timeline_bar").append(zoomBar);
  document.body.append(tip, comparison);
  for (const event of events) {
    event.compare = element("button", { type: "button", "data-does": "compare", "aria-pressed": "false", "aria-label": `Compare ${event.title}` }, "Compare");
    event.card.append(element("p", { class: "tools" }, event.compare,
      element("button", { type: "button", "data-does": "point", "aria-label": `Timeline: show ${event.title}` }, "Timeline")));
  }
  byId("zoom_in").addEventListener("click", () => setZoom(zoom * 2));
  byId("zoom_out").addEventListener("click", () => setZoom(zoom / 2));
  byId("zoom_all").addEventListener("click", () => setZoom(1));
}

function listen() {
  const changed = () => { select(); remember(); };
  controls.addEventListener("input", changed);
  controls.addEventListener("change", tellMistake);
  controls.addEventListener("submit", (happening) => happening.preventDefault());
  byId("clear").addEventListener("click", () => { ask(new URLSearchParams()); remember(); });
  document.addEventListener("click", (happening) => {
    for (const menu of all("details[open]", controls)) if (!menu.contains(happening.target)) menu.open = false;
  });
  byId("the_events").addEventListener("click", (happening) => {
    const button = happening.target.closest("button"), event = button && eventOf.get(button.closest("article").id);
    if (!event) return;
    if (button.dataset.does === "point") goTo(event);
    else choose(chosen.includes(event) ? chosen.filter((other) => other !== event) : [...chosen, event]);
  });
  comparison.querySelector("button").addEventListener("click", () => choose([]));
  for (const name of ["mouseover", "focusin"]) {
    frame.addEventListener(name, (happening) => {
      const event = eventAt(happening.target);
      if (event) describe(event); else tip.hidden = true;
      if (event && name === "focusin") { current = event; rove(); }
    });
  }
  frame.addEventListener("scroll", () => visible.forEach((event) => setTitle(event.box)));
  for (const name of ["mouseleave", "focusout", "scroll"]) frame.addEventListener(name, () => { tip.hidden = true; });
  frame.addEventListener("keydown", (happening) => {
    if (happening.ctrlKey || happening.metaKey || happening.altKey) return;
    const zooms = { "+": zoom * 2, "=": zoom * 2, "-": zoom / 2, 0: 1 }, event = eventAt(happening.target);
    const next = event && happening.key.startsWith("Arrow") ? step(event, happening.key) : null;
    if (happening.key in zooms) setZoom(zooms[happening.key]); else if (next) goTo(next); else return;
    happening.preventDefault();
  });
  frame.addEventListener("wheel", (happening) => {
    if (!happening.ctrlKey) return;
    happening.preventDefault();
    setZoom(zoom * 2 ** (-happening.deltaY / 200), happening.clientX - frame.getBoundingClientRect().left);
  }, { passive: false });
  document.addEventListener("keydown", (happening) => {
    if (happening.key === "Escape") {
      tip.hidden = true;
      for (const menu of all("details[open]", controls)) { menu.open = false; menu.querySelector("summary").focus(); }
    }
    if (happening.key === "/" && !happening.target.matches("input")) { field("q").focus(); happening.preventDefault(); }
  });
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", () => { printing = true; draw(); });
  addEventListener("afterprint", () => { printing = false; draw(); });
  let width = frame.clientWidth;
  new ResizeObserver(() => { if (frame.clientWidth !== width && !printing) { width = frame.clientWidth; draw(); } }).observe(frame);
}

equip();
listen();
show();
follow();
