(function () {
  "use strict";
  var root = document.documentElement;
  var data = JSON.parse(document.getElementById("steps").textContent);
  var nodes = data.n, words = data.t;
  root.classList.add("js");

  /* Themes: the page follows the reader's system until a theme is chosen. */
  var button = document.getElementById("theme"), name = document.getElementById("theme-name");
  var themes = ["light", "dark", "sun"];
  function current() {
    if (root.dataset.theme) return root.dataset.theme;
    if (matchMedia("(prefers-contrast: more)").matches) return "sun";
    return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
  function show() { name.textContent = button.getAttribute("data-" + current()); }
  button.addEventListener("click", function () {
    root.dataset.theme = themes[(themes.indexOf(current()) + 1) % themes.length];
    show();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  show();

  /* The section in sight, in the contents. */
  var links = Array.prototype.slice.call(document.querySelectorAll(".contents a"));
  function mark(id) {
    links.forEach(function (link) {
      if (link.hash === "#" + id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }
  var watch = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) { if (entry.isIntersecting) mark(entry.target.id); });
  }, { rootMargin: "-20% 0px -70% 0px" });
  document.querySelectorAll("main > section").forEach(function (section) { watch.observe(section); });
  mark("answer");

  /* Paper shows what is folded. */
  var opened = [];
  addEventListener("beforeprint", function () {
    opened = Array.prototype.slice.call(document.querySelectorAll("details:not([open])"));
    opened.forEach(function (one) { one.open = true; });
  });
  addEventListener("afterprint", function () { opened.forEach(function (one) { one.open = false; }); });
  function unfold(id) {
    var target = document.getElementById(id);
    for (var up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    return target;
  }
  addEventListener("hashchange", function () {
    var target = unfold(decodeURIComponent(location.hash.slice(1)));
    if (target) target.scrollIntoView();
  });

  /* Explanations. */
  var MOST = 40;
  function make(tag, css, text) {
    var made = document.createElement(tag);
    if (css) made.className = css;
    if (text !== undefined) made.textContent = text;
    return made;
  }
  function fill(text, v, w) { return text.replace("{v}", v).replace("{w}", w); }
  function label(n) { return data.s[nodes[n][0]]; }
  function value(n) { return nodes[n][1] || ""; }
  function kids(n) { return nodes[n][3] || []; }
  function detail(n) { var at = nodes[n][4]; return at === undefined || at === null ? {} : data.d[at]; }
  var SIGNS = { "*": "×", "/": "÷", "-": "−", "+": "+" };

  function formula(n) {
    var inputs = kids(n), op = nodes[n][2], names = inputs.map(label);
    if (!inputs.length) return "";
    if (op === "=") return names[0];
    if (SIGNS[op] && names.length <= 4) return names.join(" " + SIGNS[op] + " ");
    var text = { "+": words.formula_sum, count: words.formula_count, min: words.formula_min, max: words.formula_max }[op];
    return text ? fill(text, names.length) : names.slice(0, 4).join(", ");
  }
  function leaves(n, seen) {
    if (seen[n]) return;
    seen[n] = 1;
    kids(n).forEach(function (below) { leaves(below, seen); });
  }
  function basis(n) {
    var d = detail(n), box = make("div", "basis"), lines = [];
    if (d.r) box.appendChild(make("p", "", words.rule + " " + d.r)).style.fontWeight = 600;
    (d.q || []).forEach(function (at) {
      var source = data.q[at], line = make("p");
      var title = make(source[1] ? "a" : "span", "", source[0]);
      if (source[1]) { title.href = source[1]; title.rel = "noreferrer"; }
      line.appendChild(make("bdi")).appendChild(title);
      if (source[2]) line.appendChild(make("span", "code", " · " + fill(words.read_on, source[2])));
      box.appendChild(line);
    });
    if (d.o) lines.push(fill(words.since, d.o));
    if (d.c) lines.push(fill(words.confidence, data.c[d.c]));
    if (lines.length) box.appendChild(make("p", "code", lines.join(" · ")));
    if (d.k) box.appendChild(make("p", "code", fill(words.scenes, d.k)));
    if (d.a) {
      var change = box.appendChild(make("p")).appendChild(make("a", "", words.change));
      change.href = "#a-" + encodeURIComponent(d.a);
      change.addEventListener("click", leave);
    }
    return box.childNodes.length ? box : null;
  }
  function leave(event) {
    event.preventDefault();
    var id = decodeURIComponent(event.currentTarget.getAttribute("href").slice(1));
    dialog.close();
    var target = unfold(id);
    if (target) { target.tabIndex = -1; target.scrollIntoView({ block: "center" }); target.focus(); }
  }
  var ORIGINS = { a: ["assumed", words.assumed], p: ["proposed", words.proposed], y: ["yours", words.yours] };
  function row(n, sign) {
    var item = make("li"), line = item.appendChild(make("div", "row")), d = detail(n);
    var more = kids(n).length || d.r || d.q || d.k || d.a;
    var title = make(more ? "button" : "span", "name", label(n));
    line.appendChild(title);
    if (d.g && d.g !== "p") {
      var origin = line.appendChild(make("span", "origin " + ORIGINS[d.g][0]));
      origin.appendChild(make("i"));
      origin.appendChild(document.createTextNode(ORIGINS[d.g][1]));
    } else line.appendChild(make("span"));
    line.appendChild(make("span", "sign", sign));
    var shown = line.appendChild(make("span", "value"));
    shown.appendChild(make("bdi", "", value(n)));
    if (d.u) shown.appendChild(make("span", "unit", " " + d.u));
    if (more) {
      title.type = "button";
      title.setAttribute("aria-expanded", "false");
      title.addEventListener("click", function () { toggle(n, item, title); });
    }
    return item;
  }
  function toggle(n, item, title) {
    var isOpen = title.getAttribute("aria-expanded") === "true";
    title.setAttribute("aria-expanded", String(!isOpen));
    var below = item.querySelector(":scope > .below");
    if (!below) {
      below = item.appendChild(make("div", "below"));
      var own = basis(n);
      if (own) below.appendChild(own);
      if (kids(n).length) below.appendChild(tree(n));
    }
    below.hidden = isOpen;
  }
  function tree(n) {
    var list = make("ul", "tree"), inputs = kids(n), op = nodes[n][2];
    function add(from, to) {
      inputs.slice(from, to).forEach(function (below, at) {
        list.appendChild(row(below, from + at === 0 ? "" : SIGNS[op] || ""));
      });
    }
    add(0, MOST);
    if (inputs.length > MOST) {
      var item = list.appendChild(make("li")), more = item.appendChild(make("button", "more", fill(words.more_rows, inputs.length - MOST)));
      more.type = "button";
      more.addEventListener("click", function () {
        item.remove();
        var at = list.children.length;
        add(MOST, inputs.length);
        var next = list.children[at].querySelector("button");
        if (next) next.focus();
      });
    }
    return list;
  }
  var dialog = document.body.appendChild(make("dialog", "explanation")), opener = null;
  dialog.setAttribute("aria-labelledby", "explained");
  function explain(n) {
    dialog.textContent = "";
    var head = dialog.appendChild(make("div", "head"));
    head.appendChild(make("h2", "", label(n))).id = "explained";
    var d = detail(n), figure = head.appendChild(make("p", "total"));
    figure.appendChild(make("bdi", "", d.m ? data.m.replace("{v}", value(n)) : value(n)));
    if (d.u) figure.appendChild(make("span", "unit", " " + d.u));
    var how = formula(n);
    if (how) dialog.appendChild(make("p", "formula", how));
    var body = dialog.appendChild(make("div", "body"));
    body.tabIndex = 0;
    body.setAttribute("role", "region");
    body.setAttribute("aria-labelledby", "explained");
    if (kids(n).length) {
      var list = body.appendChild(tree(n));
      if (kids(n).length <= 4) list.querySelectorAll(":scope > li > .row > button.name").forEach(function (one, at) {
        if (kids(kids(n)[at]) && kids(kids(n)[at]).length && kids(kids(n)[at]).length <= 6) one.click();
      });
    }
    var own = basis(n);
    if (own) body.appendChild(own);
    var foot = dialog.appendChild(make("div", "foot")), seen = {}, all = 0, assumed = 0;
    leaves(n, seen);
    Object.keys(seen).forEach(function (key) {
      if (kids(key).length) return;
      all += 1;
      if (detail(key).g === "a") assumed += 1;
    });
    var note = foot.appendChild(make("p", "origin" + (assumed ? " assumed" : "")));
    if (assumed) note.appendChild(make("i"));
    note.appendChild(document.createTextNode(fill(words.assumed_of, assumed, all)));
    var change = foot.appendChild(make("a", "", words.change));
    change.href = "#assumptions";
    change.addEventListener("click", leave);
    var close = foot.appendChild(make("button", "close", words.close));
    close.type = "button";
    close.addEventListener("click", function () { dialog.close(); });
    dialog.showModal();
    close.focus();
  }
  document.addEventListener("click", function (event) {
    var figure = event.target.closest("[data-x]");
    if (figure) { opener = figure; explain(Number(figure.dataset.x)); }
    else if (event.target === dialog) dialog.close();
  });
  /* Places of a chart: Enter and Space press them, arrows go from one to the next, which then takes Tab. */
  document.addEventListener("keydown", function (event) {
    var spot = event.target.closest && event.target.closest(".spot");
    if (!spot) return;
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); opener = spot; explain(Number(spot.dataset.x)); return; }
    var right = root.dir === "rtl" ? -1 : 1;
    var all = Array.prototype.slice.call(spot.parentNode.querySelectorAll(".spot")), at = all.indexOf(spot);
    var to = { ArrowRight: at + right, ArrowLeft: at - right, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || !all[to]) return;
    event.preventDefault();
    spot.setAttribute("tabindex", "-1");
    all[to].setAttribute("tabindex", "0");
    all[to].focus();
  });
  dialog.addEventListener("close", function () { if (opener) opener.focus({ preventScroll: true }); });
})();
