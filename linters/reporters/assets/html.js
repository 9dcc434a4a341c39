
"use strict";
// Filters, keys, views, and what is copied. The page is whole without them. Nothing of an issue is
// made into elements here.
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
  const mine = one("mine");
  let current = null;

  const apply = () => {
    const kinds = new Set(boxes.filter((box) => box.checked).map((box) => box.dataset.rule));
    const weights = new Set(
      severities.filter((b) => b.getAttribute("aria-pressed") === "true")
        .map((b) => b.dataset.severity));
    const shown = new Map();
    for (const [name, card] of names) {
      const weight = LETTERS.find((letter) => card.classList.contains(letter));
      const wanted = weights.has(weight) && kinds.has(card.dataset.rule);
      card.hidden = !wanted || (card.dataset.auto && mine.getAttribute("aria-pressed") === "true");
      if (!card.hidden) shown.set(name, weight);
    }
    for (const [part, ids] of parts) {
      // What was mended stays mended, whatever is shown.
      if (part.classList.contains("put")) continue;
      const off = !ids.some((id) => shown.has(id));
      part.classList.toggle("off", off);
      if (part.classList.contains("n")) part.hidden = off;
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
      article.hidden = none;
    }
    one("nothing").hidden = shown.size > 0 || !cards.length;
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
    const hidden = cards.length - shown.length;
    const { at, of } = status.dataset;
    const text = (place ? at.replace("{place}", place) : of).replace("{count}", shown.length);
    status.textContent = hidden ? `${text} ${status.dataset.hidden.replace("{count}", hidden)}` : text;
  };

  const light = (card) => {
    for (const part of all("mark.here")) part.classList.remove("here");
    if (!card) return;
    for (const part of byName.get(card.id.slice(1)) || [])
      if (part.tagName === "MARK") part.classList.add("here");
  };

  // The number in that of the two texts that is shown, or a mark where there is none.
  const placeOf = (card) => {
    const hidden = root.classList.contains("mended") ? ".was" : ".now";
    const there = (byName.get(card.id.slice(1)) || []).filter(
      (part) => !part.hidden && !part.closest(hidden));
    return there.find((part) => part.classList.contains("n")) || there[0];
  };

  // What is far off is given its size only when it comes near, and so moves what is looked at.
  const show = (part, block) => {
    const look = () => part.scrollIntoView({ block });
    look();
    requestAnimationFrame(() => { look(); requestAnimationFrame(look); });
  };

  const go = (card) => {
    if (!card) return;
    current = card;
    light(card);
    card.focus({ preventScroll: true });
    const wide = matchMedia("(min-width: 76rem)").matches && !card.closest(".causes");
    const part = (wide && placeOf(card)) || card;
    show(part, part.getBoundingClientRect().height > innerHeight / 2 ? "start" : "center");
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
    const articles = all("article:not([hidden])");
    const tops = articles.map((article) => article.getBoundingClientRect().top);
    let place = tops.findLastIndex((top) => top < 90);
    place = Math.min(Math.max(place + by, 0), articles.length - 1);
    if (!articles.length) return;
    current = null;
    light(null);
    show(articles[place], "start");
    tell();
  };

  const toggle = (name) => {
    if (one(name).hidden) return;
    // What is read stays where it is.
    const seen = all(".src").find((part) => part.getBoundingClientRect().bottom > 80);
    const top = seen && seen.getBoundingClientRect().top;
    const on = root.classList.toggle(name);
    one(name).setAttribute("aria-pressed", String(on));
    if (seen && scrollY > 0)
      scrollBy(0, seen.getBoundingClientRect().top - top);
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      if (!done) throw new Error();
    }
  };

  const said = new Map();
  const tellOf = async (button, done) => {
    let word = "copied";
    try { await done(); } catch { word = "failed"; }
    if (!said.has(button)) said.set(button, button.textContent);
    const text = said.get(button);
    button.textContent = one("help").dataset[word];
    setTimeout(() => { button.textContent = text; }, 1500);
  };

  const bytesOf = async (part) => {
    const packed = Uint8Array.from(atob(part.dataset.packed), (sign) => sign.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };

  const save = async (part) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([await bytesOf(part)]));
    link.download = part.dataset.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  for (const part of all("[data-packed]")) {
    const take = part.querySelector(".take");
    take.addEventListener("click", () => tellOf(take, async () => {
      await copy(new TextDecoder("utf-8", { fatal: true }).decode(await bytesOf(part)));
    }));
    const saver = part.querySelector(".save");
    saver.addEventListener("click", () => save(part).catch(() => tellOf(saver, () => save(part))));
  }

  const only = (beginning) => {
    for (const box of boxes)
      box.checked = beginning.endsWith("/")
        ? box.dataset.rule.startsWith(beginning) : box.dataset.rule === beginning;
    for (const button of severities) button.setAttribute("aria-pressed", "true");
    mine.setAttribute("aria-pressed", "false");
    apply();
    const first = visible()[0];
    if (first) go(first);
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
  mine.addEventListener("click", () => flip(mine));
  for (const button of all("[data-only]"))
    button.addEventListener("click", () => only(button.dataset.only));
  for (const button of all("[data-copy]"))
    button.addEventListener("click", () => tellOf(button, () => copy(button.dataset.copy)));
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
    const link = event.target.closest("a[href^='#']:not(.n, .skip)");
    if (link) {
      const part = one(link.hash.slice(1));
      if (!part) return;
      event.preventDefault();
      const card = part.closest(".card") || link.closest(".card");
      if (part.matches(".card")) return go(card);
      if (card) { current = card; light(card); tell(); }
      show(part, "start");
      return;
    }
    const part = event.target.closest("mark, a.n, .card");
    if (!part || event.target.closest("a.go, button, .card details") || getSelection().toString()) return;
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
        const own = placeOf(event.target);
        if (own) { show(own, "center"); own.focus({ preventScroll: true }); }
      } else if (!badge) return;
      else go(names.get(badge.dataset.f));
    } else if (Object.hasOwn(keys, event.key)) keys[event.key]();
    else return;
    event.preventDefault();
  });

  apply();
})();
