// The page: where one is, what is there, and what one does. It asks for everything anew twice a second and draws what has changed.

import { make, lines, unescape, know, nameOf, mrkdwn } from './text.js';
import { blocks, offer, valuesOf } from './blocks.js';

const query = new URLSearchParams(location.search);
const view = { as: query.get('as') ?? 'U0ADA', place: query.get('at') ?? 'C1', thread: '', mobile: query.get('width') === 'mobile' };
let state;
let drawn = '';
const $ = (id) => document.getElementById(id);

async function act(kind, more = {}) {
  const response = await fetch('act', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ as: view.as, kind, ...more }) });
  const said = response.ok ? await response.json() : { notice: await response.text() };
  if (said.notice) window.alert(said.notice);
  await refresh();
  return said;
}

async function refresh() {
  try {
    const response = await fetch('state?as=' + encodeURIComponent(view.as));
    const text = await response.text();
    const now = text + JSON.stringify(view);
    if (now === drawn) return;
    state = JSON.parse(text);
    drawn = now;
  } catch {
    return; // it is not there just now
  }
  draw();
}

function draw() {
  document.body.classList.toggle('mobile', view.mobile);
  for (const p of state.people) know(p.id, p.name.split(' ')[0]);
  for (const p of state.places) know(p.id, p.name);
  know(state.bot, 'nutgraf');
  offer(state.places.map((p) => [p.id, p.name]));
  $('places').replaceChildren(...sidebar());
  $('head').replaceChildren(title(), make('span', {}, note()));
  const log = $('messages');
  const below = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  log.replaceChildren(...content());
  if (below && view.place !== 'home' && view.place !== 'notices') log.scrollTop = log.scrollHeight;
  $('box').hidden = view.place === 'home' || view.place === 'notices';
  $('words').placeholder = view.thread ? 'Reply in the thread' : isDirect() ? 'Message nutgraf' : 'Message, @nutgraf … or ' + state.command + ' …';
  $('prompts').replaceChildren(...prompts());
  drawModal();
}

const isDirect = () => view.place === state.direct;

function go(place) {
  view.place = place;
  view.thread = '';
  if (place === 'home') act('open', { text: 'home' });
  else if (place === state.direct) act('open', { text: 'messages' });
  else refresh();
}

function sidebar() {
  const entry = (id, label) => make('button', { class: view.place === id ? 'here' : '', onclick: () => go(id) }, label);
  const who = make('select', { 'aria-label': 'Who you are', onchange: (e) => { view.as = e.target.value; if (view.place.startsWith('D')) view.place = 'D0' + view.as; refresh(); } },
    ...state.people.map((p) => make('option', { value: p.id, selected: p.id === view.as }, p.name)));
  return [
    make('b', {}, 'Newsroom'), make('h3', {}, 'You are'), who,
    make('h3', {}, 'Channels'), ...state.places.map((p) => entry(p.id, '# ' + p.name)),
    make('h3', {}, 'nutgraf'), entry(state.direct, 'Messages'), entry('home', 'Home'), entry('notices', 'Notifications'),
    make('button', { onclick: () => act('invite', { channel: view.place }) }, '+ Bring it in here'),
    make('button', { onclick: () => { view.mobile = true; refresh(); } }, 'Narrow view'),
    make('small', {}, state.sockets + ' sockets open, ' + state.waiting + ' deliveries wait'),
    ...(state.violations ?? []).slice(-3).map((v) => make('small', { class: 'wrong' }, v)),
  ];
}

function title() {
  if (view.place === 'home') return 'nutgraf · Home';
  if (view.place === 'notices') return 'Notifications';
  return isDirect() ? 'nutgraf' : '# ' + nameOf(view.place);
}

function note() {
  if (view.thread) return 'thread';
  return state.places.find((p) => p.id === view.place)?.note ?? '';
}

function content() {
  if (view.place === 'home') {
    return [make('div', { class: 'page' }, ...(state.home ? blocks(state.home.blocks, (pressed) => act('press home', { pressed })) : ['Nothing yet.']))];
  }
  if (view.place === 'notices') return state.messages.filter((m) => !m.user).slice(-8).map(notice);
  const here = state.messages.filter((m) => m.channel === view.place);
  const out = [];
  for (const m of here.filter((m) => !m.thread || !here.some((p) => p.ts === m.thread))) {
    out.push(message(m, false));
    const below = here.filter((r) => r.thread === m.ts);
    const status = state.beside[view.place + '/' + m.ts]?.status;
    if (below.length || status || view.thread === m.ts) out.push(make('div', { class: 'thread' }, ...below.map((r) => message(r, true)),
      status ? make('div', { class: 'status' }, 'nutgraf ' + status) : null));
  }
  return out;
}

// notice is what a phone shows of a message: its name, and four lines of its text without blocks.
function notice(m) {
  const where = m.channel.startsWith('D') ? 'nutgraf' : 'nutgraf in #' + nameOf(m.channel);
  return make('div', { class: 'notice' }, make('b', {}, where), make('div', {}, unescape(m.text)));
}

function message(m, reply) {
  const name = m.user ? nameOf(m.user) : 'nutgraf';
  const when = new Date(m.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return make('div', { class: 'message' + (m.only ? ' only' : '') },
    make('div', { class: 'picture' + (m.user ? '' : ' app') }, name[0].toUpperCase()),
    make('div', { class: 'body' },
      m.only ? make('span', { class: 'aside' }, '👁 Only visible to you') : null,
      make('div', { class: 'who' }, name, m.user ? null : make('i', {}, 'APP'), make('span', { class: 'when' }, when)),
      ...(m.blocks ? blocks(m.blocks, (pressed) => act('press', { ts: m.ts, pressed })) : [make('div', {}, ...mrkdwn(m.text))]),
      ...(m.files ?? []).map((f) => make('div', { class: 'file' }, f.Name + '\n\n' + f.Content)),
      make('div', {},
        reply || m.only ? null : make('button', { class: 'replies', onclick: () => { view.thread = view.thread === m.ts ? '' : m.ts; refresh(); } }, view.thread === m.ts ? 'Leave the thread' : 'Reply'),
        m.only ? null : make('button', { class: 'plain', onclick: () => act('shortcut', { ts: m.ts }) }, 'Find facts about this'))));
}

function prompts() {
  if (!isDirect()) return [];
  const list = state.beside[state.direct + '/' + view.thread]?.prompts ?? state.beside[state.direct + '/']?.prompts ?? [];
  return list.map((p) => make('button', { type: 'button', onclick: () => act('say', { channel: state.direct, thread: view.thread, text: escape(p.message) }) }, p.title));
}

const escape = (s) => s.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

$('box').addEventListener('submit', (event) => {
  event.preventDefault();
  const words = $('words').value.trim();
  $('words').value = '';
  if (words === '') return;
  if (words.startsWith('/')) act('command', { channel: view.place, text: escape(words) });
  else act('say', { channel: view.place, thread: view.thread, text: escape(words).replaceAll('@nutgraf', '<@' + state.bot + '>') });
});

let shownModal = '';
const dialogs = new Map(); // dialogs by what they show
// A form stays as it is while somebody fills it in, also under another that lies over it for a while.
function drawModal() {
  const id = state.modal_id ?? '';
  if (id === shownModal) return;
  shownModal = id;
  $('modal').hidden = id === '';
  if (id === '') return;
  if (!dialogs.has(id)) dialogs.set(id, dialog(state.modal));
  $('modal').replaceChildren(dialogs.get(id));
}

function dialog(m) {
  const form = make('div', { class: 'fields-of' });
  form.append(...blocks(m.blocks, (pressed) => act('press modal', { pressed, values: valuesOf(form) })));
  const submit = async () => {
    for (const place of form.querySelectorAll('[data-fault]')) place.textContent = '';
    const { errors } = await act('submit', { values: valuesOf(form) });
    for (const [block, fault] of Object.entries(errors ?? {})) {
      const place = form.querySelector('[data-fault="' + CSS.escape(block) + '"]');
      if (place) place.textContent = fault;
    }
  };
  return make('div', { role: 'dialog' }, make('h2', {}, m.title.text), form, make('footer', {},
    make('button', { type: 'button', onclick: () => act('close') }, ...lines(m.close?.text ?? 'Close')),
    m.submit ? make('button', { type: 'button', class: 'primary', onclick: submit }, m.submit.text) : null));
}

await refresh();
setInterval(refresh, 500);
