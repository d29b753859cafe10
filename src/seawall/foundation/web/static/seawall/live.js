/* Live news on this page: panels with data-live="topic …" ask for themselves again when their topic
   changes, at most four a second, and never while a pointer or the focus is inside. */
"use strict";
(() => {
  const body = document.body;
  const given = body.dataset;
  if (!given.liveStream) return;
  const words = document.getElementById("words").dataset;
  const link = document.querySelector("[data-link]");
  const GAP_MS = 250;
  const queue = new Set();
  let timer = 0;
  let inside = null;

  function time(at) {
    const offset = Number(given.utcOffset) * 60000;
    return new Date(at + offset).toISOString().slice(11, 19);
  }

  function show(state, since) {
    link.dataset.link = state;
    link.querySelector("[data-link-word]").textContent = words[state];
    link.querySelector("[data-link-note]").textContent = words[state + "Note"].replace("%time", time(since));
    const use = link.querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, "#" + words[state + "Icon"]));
    body.dataset.linkState = state;
  }

  function busy(panel) {
    return panel.contains(document.activeElement) || (inside !== null && panel.contains(inside));
  }

  function ticker(panel) {
    const line = panel.querySelector("[data-ticker]");
    if (!line) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "lk";
    button.textContent = words.show;
    button.addEventListener("click", () => refresh(panel));
    const at = document.createElement("b");
    at.textContent = time(Date.now());
    line.replaceChildren(at, " " + words.news + " ", button);
    line.hidden = false;
  }

  function refresh(panel) {
    panel.removeAttribute("data-held");
    if (panel.isConnected) panel.dispatchEvent(new CustomEvent("live", { bubbles: false }));
  }

  function flush() {
    timer = 0;
    const [panel] = queue;
    if (!panel) return;
    queue.delete(panel);
    if (busy(panel)) {
      panel.setAttribute("data-held", "");
      ticker(panel);
    } else refresh(panel);
    if (queue.size) timer = setTimeout(flush, GAP_MS);
  }

  function ask(panel) {
    queue.add(panel);
    if (!timer) timer = setTimeout(flush, GAP_MS);
  }

  function hear(message) {
    if (message.kind === "state") return show(message.state, message.since);
    for (const panel of document.querySelectorAll("[data-live]")) {
      if (message.kind === "reset" || panel.dataset.live.split(" ").includes(message.topic)) ask(panel);
    }
    document.dispatchEvent(new CustomEvent("seawall:news", { detail: message }));
  }

  document.addEventListener("pointerover", (event) => {
    inside = event.target;
  });
  document.documentElement.addEventListener("pointerleave", () => {
    inside = null;
  });
  // What was held back goes in as soon as pointer and focus have left.
  setInterval(() => {
    for (const panel of document.querySelectorAll("[data-held]")) if (!busy(panel)) ask(panel);
  }, 1000);

  const hello = {
    who: given.who,
    stream: given.liveStream,
    from: given.liveFrom || "",
    since: performance.timeOrigin,
  };

  function direct() {
    let expected = 0;
    const source = new EventSource(hello.stream + "?from=" + encodeURIComponent(hello.from));
    for (const kind of ["hello", "news", "reset", "stale"]) {
      source.addEventListener(kind, (event) => {
        const data = JSON.parse(event.data);
        if (kind === "hello" || kind === "reset") expected = data.n;
        const gap = data.n !== expected;
        expected = data.n + 1;
        show(kind === "stale" ? "stale" : "live", Date.now());
        if (kind === "reset" || gap) hear({ kind: "reset" });
        else if (kind === "news") hear({ kind, topic: data.topic });
      });
    }
    source.onerror = () =>
      setTimeout(() => {
        if (source.readyState !== EventSource.OPEN) show("offline", Date.now());
      }, 3000);
    window.addEventListener("pagehide", () => source.close());
  }

  if (!("SharedWorker" in window)) return direct();
  const worker = new SharedWorker(given.liveWorker, { name: "seawall-live" });
  worker.onerror = direct;
  worker.port.onmessage = (event) => hear(event.data);
  worker.port.postMessage(hello);
  window.addEventListener("pagehide", () => worker.port.postMessage({ bye: true }));
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) worker.port.postMessage(hello);
  });
})();
