// Everything works without this file. With it an audit's page is live, times count down, and addresses are copied at a click.
(() => {
  "use strict";

  const copyButtons = "[data-copy], [data-copy-text], [data-copy-location]";
  const announcer = document.getElementById("announcer");
  const toggled = new Set();
  let lastWords = announcedWords();
  let lastPhase = document.querySelector("[data-phase]")?.dataset.phase;

  function announcedWords() {
    return [...document.querySelectorAll("[data-announce]")].map((element) => element.textContent.trim()).join(". ");
  }

  // Time left, counted by this clock; the times themselves are on the page in UTC.
  function countDown() {
    for (const element of document.querySelectorAll("[data-until]")) {
      const seconds = Math.max(0, Math.ceil((Number(element.dataset.until) - Date.now()) / 1000));
      const text = seconds >= 3600
        ? `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min left`
        : seconds >= 60 ? `${Math.floor(seconds / 60)} min ${seconds % 60} s left` : `${seconds} s left`;
      if (element.textContent !== text) {
        element.textContent = text;
      }
    }
  }

  // The server renders the live part; here it only takes the place of the old one. What somebody opened or closed stays so, and
  // the focus stays where it was.
  function show(live, html) {
    const open = new Map([...toggled].map((id) => [id, document.getElementById(id)?.open]));
    const focused = live.contains(document.activeElement) ? pathOf(live, document.activeElement) : null;
    live.innerHTML = html;
    for (const [id, wasOpen] of open) {
      const details = document.getElementById(id);
      if (details) {
        details.open = wasOpen;
      }
    }

    if (focused) {
      live.querySelector(focused)?.focus({ preventScroll: true });
    }

    offerCopies();
    countDown();
    offerPublishing();
    tellState(live);
    const words = announcedWords();
    if (announcer && words !== lastWords) {
      announcer.textContent = words;
      lastWords = words;
      // It told what to do at a step that is over.
      document.querySelector("[data-once]")?.remove();
    }
  }

  // What became of the audit stands in the window's title, and is notified where that was asked for.
  function tellState(live) {
    const { title, phase } = live.querySelector("[data-title]").dataset;
    document.title = document.title.replace(/^[^:]*/, title);
    if (phase === lastPhase) {
      return;
    }

    lastPhase = phase;
    if (notifies()) {
      notify(title, live.dataset.whose);
    }
  }

  function notify(title, whose) {
    try {
      const shown = new Notification(title, { body: `${whose}, MTA-STS audit`, tag: location.pathname });
      shown.addEventListener("click", () => { window.focus(); shown.close(); });
    } catch {
      // Some phones have notifications by service workers only. The title still tells.
    }
  }

  // Asked for by the button, for this audit in this window.
  function notifies() {
    return "Notification" in window && Notification.permission === "granted" && sessionStorage.getItem(`notify ${location.pathname}`) !== null;
  }

  function offerNotifications() {
    for (const button of document.querySelectorAll("[data-notify]")) {
      button.hidden = !("Notification" in window);
      if (notifies()) {
        button.textContent = "You will be notified";
      }

      button.addEventListener("click", async () => {
        if (await Notification.requestPermission() === "granted") {
          sessionStorage.setItem(`notify ${location.pathname}`, "yes");
          button.textContent = "You will be notified";
        } else {
          button.textContent = "Your browser does not allow it";
        }
      });
    }
  }

  // The owner's panel is no part of what is pushed: what is typed there stays.
  function offerPublishing() {
    const isJudged = document.querySelector("[data-judged]") !== null;
    for (const button of document.querySelectorAll("[data-needs-verdict]")) {
      button.disabled = !isJudged;
    }

    for (const remark of document.querySelectorAll("[data-until-verdict]")) {
      remark.hidden = isJudged;
    }
  }

  // What a link leads into is opened, and stays so.
  function openAtLink() {
    const details = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("details[id]");
    if (details) {
      details.open = true;
      toggled.add(details.id);
    }
  }

  // What was said once is not said again when the page is loaded again, or its address passed on.
  function forgetWhatWasDone() {
    const here = new URL(location.href);
    if (here.searchParams.has("done")) {
      here.searchParams.delete("done");
      history.replaceState(history.state, "", here);
    }
  }

  function pathOf(root, element) {
    const steps = [];
    for (let at = element; at && at !== root; at = at.parentElement) {
      steps.unshift(`:nth-child(${[...at.parentElement.children].indexOf(at) + 1})`);
    }

    return `:scope > ${steps.join(" > ")}`;
  }

  function watch(live) {
    const status = document.querySelector("[data-live-status]");
    const say = (state, words) => {
      if (status && status.dataset.state !== state) {
        status.dataset.state = state;
        status.textContent = words;
      }
    };
    const source = new EventSource(`${live.dataset.live}?seen=${encodeURIComponent(live.dataset.version)}`);
    source.addEventListener("open", () => say("live", "Live"));
    source.addEventListener("state", (event) => {
      live.dataset.version = event.lastEventId;
      show(live, event.data);
    });
    source.addEventListener("error", () => {
      say("away", "Reconnecting");
      if (source.readyState === EventSource.CLOSED) {
        // Refused, not interrupted: the browser does not try again by itself.
        setTimeout(() => watch(live), 15000);
      }
    });
  }

  // The list of one's own audits is in this browser and is sent to nobody.
  function ownAudits() {
    try {
      const list = JSON.parse(localStorage.getItem("audits") ?? "[]");
      return Array.isArray(list) ? list.filter((audit) => /^\/audits\/[0-9a-f-]{36}$/.test(audit?.path)) : [];
    } catch {
      // Somebody else's words, or a browser that keeps nothing.
      return [];
    }
  }

  function keep(audits) {
    try {
      localStorage.setItem("audits", JSON.stringify(audits.slice(0, 50)));
    } catch {
      // The list is a convenience: without it the page's address is the way back.
    }
  }

  function rememberOwnAudit() {
    const path = location.pathname.match(/^\/audits\/[0-9a-f-]{36}/)?.[0];
    if (!path || !document.querySelector("[data-live]")) {
      return;
    }

    const others = ownAudits().filter((audit) => audit.path !== path);
    if (document.querySelector("[data-owned]")) {
      const earlier = ownAudits().find((audit) => audit.path === path);
      keep([{ path, name: document.querySelector("h1").textContent, at: earlier?.at ?? new Date().toISOString().slice(0, 10) }, ...others]);
    } else if (others.length < ownAudits().length) {
      keep(others);
    }
  }

  function showOwnAudits() {
    const section = document.querySelector("[data-own-audits]");
    const audits = ownAudits();
    if (!section || audits.length === 0) {
      return;
    }

    section.querySelector("ul").replaceChildren(...audits.map((audit) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = audit.path;
      link.textContent = String(audit.name);
      item.append(link, ` since ${audit.at}`);
      return item;
    }));
    section.hidden = false;
    section.querySelector("button").addEventListener("click", () => {
      keep([]);
      section.hidden = true;
    });
  }

  function offerCopies() {
    for (const button of document.querySelectorAll(copyButtons)) {
      button.hidden = false;
    }
  }

  async function copyFrom(button) {
    const element = button.dataset.copy ? document.querySelector(button.dataset.copy) : null;
    const source = button.dataset.copyText ?? element?.value ?? element?.textContent ?? location.origin + location.pathname;
    const label = button.dataset.label ??= button.innerHTML;
    button.textContent = await copy(source) ? "Copied" : "Select and copy by hand";
    setTimeout(() => { button.innerHTML = label; }, 2500);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Without TLS there is no clipboard to write to; the old way still works there.
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "unseen";
      document.body.append(area);
      area.select();
      const copied = document.execCommand("copy");
      area.remove();
      return copied;
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest(copyButtons);
    if (button) {
      copyFrom(button);
    }

    const details = event.target.closest("summary")?.parentElement;
    if (details?.id) {
      toggled.add(details.id);
    }
  });

  addEventListener("hashchange", openAtLink);
  openAtLink();
  forgetWhatWasDone();
  offerCopies();
  offerNotifications();
  rememberOwnAudit();
  showOwnAudits();
  countDown();
  setInterval(countDown, 1000);
  const live = document.querySelector("[data-live]");
  if (live && "EventSource" in window) {
    watch(live);
  }
})();
