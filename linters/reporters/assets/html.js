
"use strict";
// Filters, keys and views. The page is whole without them. No text of an issue passes through here.
(() => {
  const LETTERS = ["e", "w", "i"];
  const root = document.documentElement;
  const all = (query, within = document) => Array.from(within.querySelectorAll(query));
  const one = (id) => document.getElementById(id);
  const cards = all(".card");
  const names = new Map(cards.map((card) => [card.id.slice(1), card]));
  const parts = all("[data-f]").map((part) => [part, part.dataset.f.split(" ")]);
  const byName = new Map();
  for (const [part, ids] of parts)
    for (const id of ids) (byName.get(id) || byName.set(id, []).get(id)).push(part);
  const rows = all(".row").map((row) => [row.querySelector(".notes"), all(".card", row)]);
  const articles = all("article");
  const links = new Map(all(".files ol a").map((link) => [link.hash.slice(1), link.parentNode]));
  const boxes = all("input[data-rule]");
  const groups = all("input[data-category]");
  const severities = all("button[data-severity]");
  const status = one("status");
  let current = null;

  const apply = () => {
    const kinds = new Set(boxes.filter((box) => box.checked).map((box) => box.dataset.rule));
    const weights = new Set(
      severities.filter((b) => b.getAttribute("aria-pressed") === "true")
        .map((b) => b.dataset.severity));
    const shown = new Map();
    for (const [name, card] of names) {
      const weight = LETTERS.find((letter) => card.classList.contains(letter));
      card.hidden = !(weights.has(weight) && kinds.has(card.dataset.rule));
      if (!card.hidden) shown.set(name, weight);
    }
    for (const [part, ids] of parts) {
      const off = !ids.some((id) => shown.has(id));
      part.classList.toggle("off", off);
      if (part.classList.contains("n")) part.hidden = off;
      // What is replaced in the mended view goes only if what replaces it is shown.
      if (part.dataset.was) part.classList.toggle("was", shown.has(part.dataset.was));
      if (off || ids.length === 1) continue;
      // A mark of several findings looks like the weightiest that is shown.
      const there = ids.filter((id) => shown.has(id));
      const most = LETTERS.find((letter) => there.some((id) => shown.get(id) === letter));
      for (const letter of LETTERS) part.classList.toggle(letter, letter === most);
      part.classList.toggle(
        "u", there.some((id) => names.get(id).dataset.rule.startsWith("untranslated/")));
    }
    for (const [notes, own] of rows) notes.hidden = own.every((card) => card.hidden);
    for (const article of articles) {
      const link = links.get(article.id);
      const none = !article.querySelector(".card:not([hidden])");
      if (link) link.classList.toggle("none", none);
    }
    for (const group of groups) {
      const own = boxes.filter((box) => box.dataset.rule.split("/")[0] === group.dataset.category);
      const on = own.filter((box) => box.checked).length;
      group.checked = on === own.length;
      group.indeterminate = on > 0 && on < own.length;
    }
    tell();
  };

  const visible = () => cards.filter((card) => !card.hidden);

  const tell = () => {
    const shown = visible();
    const place = current && !current.hidden ? shown.indexOf(current) + 1 : 0;
    const total = status.dataset.total;
    status.textContent = place ? `${place} / ${shown.length}` : `${shown.length} / ${total}`;
    status.title = status.dataset.template.replace("{shown}", shown.length).replace("{count}", total);
  };

  const light = (card) => {
    for (const part of all("mark.here")) part.classList.remove("here");
    if (!card) return;
    for (const part of byName.get(card.id.slice(1)) || [])
      if (part.tagName === "MARK") part.classList.add("here");
  };

  const go = (card) => {
    if (!card) return;
    current = card;
    light(card);
    card.focus({ preventScroll: true });
    const wide = matchMedia("(min-width: 76rem)").matches;
    const badge = one("m" + card.id.slice(1));
    (wide && badge && !badge.hidden ? badge : card).scrollIntoView({ block: "center" });
    tell();
  };

  const step = (by) => {
    const shown = visible();
    if (!shown.length) return;
    const place = shown.indexOf(current);
    if (place >= 0) return go(shown[(place + by + shown.length) % shown.length]);
    const below = shown.findIndex((card) => card.getBoundingClientRect().top > 80);
    if (by > 0) return go(shown[Math.max(0, below)]);
    go(shown[below > 0 ? below - 1 : shown.length - 1]);
  };

  const file = (by) => {
    const tops = articles.map((article) => article.getBoundingClientRect().top);
    let place = tops.findLastIndex((top) => top < 90);
    place = Math.min(Math.max(place + by, 0), articles.length - 1);
    if (!articles.length) return;
    current = null;
    light(null);
    articles[place].scrollIntoView();
    tell();
  };

  const toggle = (name) => {
    const on = root.classList.toggle(name);
    one(name).setAttribute("aria-pressed", String(on));
  };

  const flip = (button) => {
    if (!button) return;
    const on = button.getAttribute("aria-pressed") === "true";
    button.setAttribute("aria-pressed", String(!on));
    apply();
  };

  const theme = () => {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const now = root.dataset.theme || (dark ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
    try { localStorage.setItem("lint-issue-theme", root.dataset.theme); } catch { /* none here */ }
  };

  const help = () => (one("help").open ? one("help").close() : one("help").showModal());

  try {
    const kept = localStorage.getItem("lint-issue-theme");
    if (kept === "dark" || kept === "light") root.dataset.theme = kept;
  } catch { /* a file may have no storage */ }
  root.classList.add("js");
  if (matchMedia("(max-width: 55.99rem)").matches)
    for (const part of all("aside > details, .kinds, .map")) part.open = false;

  one("previous").addEventListener("click", () => step(-1));
  one("next").addEventListener("click", () => step(1));
  one("mended").addEventListener("click", () => toggle("mended"));
  one("markup").addEventListener("click", () => toggle("markup"));
  one("theme").addEventListener("click", theme);
  one("keys").addEventListener("click", help);
  for (const button of severities) button.addEventListener("click", () => flip(button));
  for (const box of boxes) box.addEventListener("change", apply);
  for (const group of groups)
    group.addEventListener("change", () => {
      for (const box of boxes)
        if (box.dataset.rule.split("/")[0] === group.dataset.category) box.checked = group.checked;
      apply();
    });
  for (const button of all("[data-all]"))
    button.addEventListener("click", () => {
      for (const box of boxes) box.checked = button.dataset.all === "1";
      apply();
    });

  document.addEventListener("click", (event) => {
    const part = event.target.closest("mark, a.n, .card");
    if (!part || event.target.closest("a.go, .rule a") || getSelection().toString()) return;
    if (part.classList.contains("card")) {
      current = part;
      light(part);
      tell();
      return;
    }
    const name = part.dataset.f.split(" ").find((id) => names.has(id) && !names.get(id).hidden);
    if (!name) return;
    event.preventDefault();
    go(names.get(name));
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (one("help").open && event.key !== "?") return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    const keys = {
      j: () => step(1), k: () => step(-1), "]": () => file(1), "[": () => file(-1),
      m: () => toggle("mended"), d: () => toggle("markup"), "?": help,
      1: () => flip(document.querySelector("button[data-severity=e]")),
      2: () => flip(document.querySelector("button[data-severity=w]")),
      3: () => flip(document.querySelector("button[data-severity=i]")),
    };
    if (event.key === "Enter") {
      const badge = event.target.closest("a.n");
      if (event.target.matches(".card")) {
        const own = one("m" + event.target.id.slice(1));
        if (own) { own.scrollIntoView({ block: "center" }); own.focus({ preventScroll: true }); }
      } else if (!badge) return;
      else go(names.get(badge.dataset.f));
    } else if (Object.hasOwn(keys, event.key)) keys[event.key]();
    else return;
    event.preventDefault();
  });

  apply();
})();
