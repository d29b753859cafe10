/* What pages gain from script: keys, dialogs, kept forms, session warning, clocks. All of it is extra. */
"use strict";
(() => {
  const body = document.body;
  const words = (document.getElementById("words") || { dataset: {} }).dataset;
  const $ = (query, from = document) => from.querySelector(query);
  const $$ = (query, from = document) => [...from.querySelectorAll(query)];
  const shown = (element) => element.getClientRects().length > 0;

  /* What a page asks by itself, on live news, is no sign that the officer is there */
  const ofItself = (event) => event.detail.requestConfig.triggeringEvent?.type === "live";
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.triggeringEvent?.type === "live") event.detail.headers["X-Seawall-Unattended"] = "1";
  });

  /* Toasts */
  function toast(text, action) {
    const box = $(".toasts");
    if (!box) return null;
    const line = document.createElement("div");
    line.className = "toast";
    const said = document.createElement("span");
    said.textContent = text;
    line.append(said);
    if (action) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "push";
      button.textContent = action.label;
      button.addEventListener("click", () => action.run(line));
      line.append(button);
    }
    box.append(line);
    if (!action) setTimeout(() => line.remove(), 10000);
    return line;
  }
  $$(".toasts .toast").forEach((line) => setTimeout(() => line.remove(), 10000));

  /* Dialogs: <a data-dialog="id"> opens, data-close closes */
  function open(dialog) {
    if (dialog && !dialog.open) dialog.showModal();
  }
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener) {
      event.preventDefault();
      open(document.getElementById(opener.dataset.dialog));
    }
    const closer = event.target.closest("dialog[open] [data-close]");
    if (closer) {
      event.preventDefault();
      closer.closest("dialog").close();
    }
    if (event.target.closest("[data-palette]") && $("#palette")) {
      event.preventDefault();
      palette();
    }
    const option = event.target.closest("#palette-list [data-url]");
    if (option) location.assign(option.dataset.url);
    if (event.target.tagName === "DIALOG" && event.target.open) event.target.close();
  });

  /* Palette: listbox pattern */
  function palette() {
    const dialog = $("#palette");
    if (!dialog) return;
    open(dialog);
    const input = $("input", dialog);
    input.select();
    input.dispatchEvent(new CustomEvent("open"));
  }
  function options() {
    return $$("#palette-list [data-url]");
  }
  function choose(option) {
    for (const each of options()) each.setAttribute("aria-selected", String(each === option));
    $("#palette input").setAttribute("aria-activedescendant", option ? option.id : "");
    if (option) option.scrollIntoView({ block: "nearest" });
  }
  function paletteKey(event) {
    const all = options();
    const at = all.findIndex((each) => each.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && all.length) choose(all[(at + step + all.length) % all.length]);
    else if (event.key === "Enter" && all[at]) location.assign(all[at].dataset.url);
    else return;
    event.preventDefault();
  }
  const search = $("#palette input");
  if (search) {
    search.addEventListener("keydown", paletteKey);
    document.addEventListener("htmx:afterSwap", (event) => {
      if (event.detail.target.id === "palette-list") choose(options()[0] || null);
    });
  }

  /* Rows: J and K walk through whatever has data-rows */
  function rows() {
    return $$("[data-rows] tbody a, .queue a").filter(
      (link) => shown(link) && link === $("a", link.closest("tr, li"))
    );
  }
  function walk(step) {
    const all = rows();
    const row = document.activeElement.closest("tr, li");
    const at = row ? all.findIndex((link) => row.contains(link)) : -1;
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step];
    if (next) next.focus();
    return Boolean(next);
  }
  function mark() {
    const row = document.activeElement.closest("[data-rows] tr, [data-rows] li");
    if (!row) return false;
    const box = $("[type=checkbox]", row);
    if (box) box.click();
    else row.classList.toggle("fresh");
    return true;
  }

  /* Keys */
  let going = 0;
  const press = (query) => {
    const target = $$(query).find(shown);
    if (target) target.click();
    return Boolean(target);
  };
  const KEYS = {
    "?": () => {
      open($("#keys"));
      return true;
    },
    "/": () => {
      const field = $$(".filters .input").find(shown);
      if (field) field.focus();
      return Boolean(field);
    },
    j: () => walk(1),
    k: () => walk(-1),
    x: mark,
    u: () => press("[data-undo]"),
    e: () => press("[data-export]"),
    p: () => {
      window.print();
      return true;
    },
    g: () => {
      going = Date.now();
      return true;
    },
  };
  function single(event) {
    const key = event.key.toLowerCase();
    if (Date.now() - going < 1500) {
      going = 0;
      return press('[data-go="' + CSS.escape(key) + '"]');
    }
    if (/^[1-5]$/.test(key)) {
      const choice = $$('[data-choice="' + key + '"]').find((each) => shown(each) && !each.disabled);
      if (choice) {
        choice.click();
        choice.focus();
      }
      return Boolean(choice);
    }
    return key in KEYS && KEYS[key]();
  }
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input:not([type=radio],[type=checkbox]),textarea,select,[contenteditable]");
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() === "k" && $("#palette")) {
        event.preventDefault();
        palette();
      }
      if (event.key === "Enter" && event.target.form) {
        event.preventDefault();
        event.target.form.requestSubmit();
      }
      return;
    }
    if (event.altKey || field || $("dialog[open]") || body.dataset.shortcuts !== "on") return;
    if (single(event)) event.preventDefault();
  });

  /* The chosen way to decide */
  document.addEventListener("change", (event) => {
    if (event.target.type !== "radio" || !event.target.closest(".choice")) return;
    for (const choice of $$(".choice", event.target.closest(".choices"))) {
      choice.classList.toggle("on", choice.contains(event.target));
    }
  });

  /* Forms: what was typed is kept in this tab, for this officer, until it has arrived */
  const KEPT = "main form[method=post], main form[data-keep]";
  const formKey = (form) =>
    ["form", body.dataset.who, location.pathname, form.dataset.keep || form.getAttribute("action") || ""].join(" ");
  const keepable = (field) =>
    field.name && !["password", "file", "hidden", "submit"].includes(field.type);
  const isBox = (field) => field.type === "radio" || field.type === "checkbox";
  function keep(form) {
    const typed = [...form.elements]
      .filter(keepable)
      .map((field) => [field.name, isBox(field) ? field.value : "", isBox(field) ? field.checked : field.value]);
    if (typed.length) sessionStorage.setItem(formKey(form), JSON.stringify(typed));
  }
  function put(field, value, held) {
    if (!keepable(field) || (isBox(field) && field.value !== value)) return false;
    const slot = isBox(field) ? "checked" : "value";
    if (field[slot] === held) return false;
    field[slot] = held;
    if (field.checked) field.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  }
  function restore(form) {
    const kept = sessionStorage.getItem(formKey(form));
    if (!kept || $("[aria-invalid]", form)) return;
    const changed = JSON.parse(kept).map(([name, value, held]) =>
      [...form.elements].filter((field) => field.name === name).some((field) => put(field, value, held))
    );
    if (changed.some(Boolean)) toast(words.kept);
  }
  // It has arrived where the page that follows is a new one and says of no error.
  const sent = sessionStorage.getItem("sent");
  const [arrival] = performance.getEntriesByType("navigation");
  if (sent && arrival.type === "navigate" && !$("[aria-invalid], [data-focus], [data-failed]:not(template)")) {
    sessionStorage.removeItem(sent);
  }
  sessionStorage.removeItem("sent");
  if (body.dataset.who) {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith("form ") && !key.startsWith("form " + body.dataset.who)) sessionStorage.removeItem(key);
    }
    $$(KEPT).forEach(restore);
    document.addEventListener("input", (event) => {
      const form = event.target.closest && event.target.closest(KEPT);
      if (form) keep(form);
    });
  }
  document.addEventListener("submit", (event) => {
    if (event.target.matches(KEPT)) sessionStorage.setItem("sent", formKey(event.target));
    if (event.target.matches("form[data-signout]")) sessionStorage.clear();
  });

  /* Session: warned two minutes before it ends; every tab of the officer keeps it on */
  const endsKey = "ends:" + body.dataset.who;
  let ends = body.dataset.sessionEnds ? Date.parse(body.dataset.sessionEnds) : 0;
  const lasts = ends - Date.now();
  let warning = null;
  function extend(until) {
    ends = until;
    if (ends && body.dataset.who) localStorage.setItem(endsKey, String(ends));
  }
  extend(ends);
  async function stay() {
    const headers = JSON.parse(body.getAttribute("hx-headers") || "{}");
    const answer = await fetch(body.dataset.sessionKeep, { method: "POST", headers });
    if (answer.ok) extend(Date.parse((await answer.json()).ends));
    else location.reload();
  }
  document.addEventListener("htmx:afterRequest", (event) => {
    if (ends && event.detail.successful && !ofItself(event)) extend(Date.now() + lasts);
  });
  function session() {
    if (!ends) return;
    ends = Math.max(ends, Number(localStorage.getItem(endsKey)) || 0);
    const left = ends - Date.now();
    if (left > 120000) {
      if (warning) warning.remove();
      warning = null;
    } else if (left <= 0) {
      $$(KEPT).forEach(keep);
      ends = 0;
      location.reload();
    } else {
      const said = words.ending.replace("%minutes", String(Math.ceil(left / 60000)));
      if (!warning) warning = toast(said, { label: words.stay, run: stay });
      else if (warning.firstChild.textContent !== said) warning.firstChild.textContent = said;
    }
  }

  /* Clocks: UTC and the node's own time; the node's second counts where this clock is wrong */
  const clocks = $$("[data-clock]");
  const behind = clocks.length ? Date.now() - performance.now() - Date.parse(clocks[0].dateTime) : 0;
  const skew = Math.abs(behind) > 60000 ? behind : 0;
  const offset = Number(body.dataset.utcOffset || 0) * 60000;
  function tick() {
    const now = Date.now() - skew;
    for (const each of clocks) {
      const own = each.dataset.clock === "local";
      each.textContent = new Date(now + (own ? offset : 0)).toISOString().slice(11, own ? 16 : 19);
    }
    session();
  }
  if (clocks.length || ends) {
    tick();
    setInterval(tick, 1000);
  }

  /* Errors: the focus goes to them; what HTMX could not fetch is said, and nothing is lost */
  const mistake = $("[data-focus]");
  if (mistake) mistake.focus();
  function notice(text) {
    const box = document.createElement("div");
    box.className = "notice";
    box.dataset.state = "failed";
    box.setAttribute("role", "alert");
    box.textContent = text;
    const old = $("#main > .notice[role=alert]");
    if (old) old.remove();
    $("#main").prepend(box);
  }
  document.addEventListener("htmx:responseError", (event) => {
    const xhr = event.detail.xhr;
    const plain = (xhr.getResponseHeader("Content-Type") || "").startsWith("text/plain");
    if (!ofItself(event)) notice(plain && xhr.responseText ? xhr.responseText : words.refused);
  });
  document.addEventListener("htmx:sendError", (event) => {
    if (!ofItself(event)) notice(words.failed);
  });
})();
