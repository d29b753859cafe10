/* One stream of news for all tabs of this browser: a seventh stream of its own would hang. */
"use strict";
const KEPT = 100;
const ports = new Set();
const kept = [];
let source = null;
let who = "";
let state = { kind: "state", state: "offline", since: Date.now() };
let expected = 0;
let pause = 2000;

function tell(message) {
  for (const port of ports) port.postMessage(message);
}

function become(name) {
  if (state.state === name) return;
  state = { kind: "state", state: name, since: Date.now() };
  tell(state);
}

function hear(message) {
  message.at = Date.now();
  kept.push(message);
  if (kept.length > KEPT) kept.shift();
  tell(message);
}

function take(event, kind) {
  const given = JSON.parse(event.data);
  if (kind === "hello" || kind === "reset") expected = given.n;
  const gap = given.n !== expected;
  expected = given.n + 1;
  become(kind === "stale" ? "stale" : "live");
  pause = 2000;
  if (kind === "reset" || gap) hear({ kind: "reset" });
  else if (kind === "news") hear({ kind: "news", topic: given.topic });
}

function open(address, from) {
  if (source) source.close();
  source = new EventSource(address + (from ? "?from=" + encodeURIComponent(from) : ""));
  for (const kind of ["hello", "news", "reset", "stale"]) {
    source.addEventListener(kind, (event) => take(event, kind));
  }
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) {
      become("offline");
      setTimeout(() => open(address, ""), pause);
      pause = Math.min(pause * 2, 60000);
      return;
    }
    // The stream ends every two minutes by design: only a second of silence more is a loss.
    const asked = source;
    setTimeout(() => {
      if (source === asked && source.readyState !== EventSource.OPEN) become("offline");
    }, 3000);
  };
}

function greet(port, given) {
  if (given.bye) {
    ports.delete(port);
    if (!ports.size && source) {
      source.close();
      source = null;
    }
    return;
  }
  ports.add(port);
  if (!source || who !== given.who) {
    who = given.who;
    kept.length = 0;
    open(given.stream, given.from);
  }
  port.postMessage(state);
  for (const message of kept) if (message.at >= given.since) port.postMessage(message);
}

onconnect = (event) => {
  const port = event.ports[0];
  port.onmessage = (message) => greet(port, message.data);
  port.start();
};
