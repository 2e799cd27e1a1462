// What Slack makes of text: mrkdwn, plain text and the elements of rich text. Everything becomes nodes, nothing is read as HTML.

export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'class') node.className = value;
    else if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter((c) => c !== undefined && c !== null));
  return node;
}

export const unescape = (s) => s.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

// lines is text with its line breaks kept.
export function lines(text) {
  return text.split('\n').flatMap((line, i) => (i === 0 ? [line] : [make('br'), line]));
}

const names = new Map();
export function know(id, name) { names.set(id, name); }
export const nameOf = (id) => names.get(id) ?? id;

function link(url, ...label) {
  return make('a', /^https?:/.test(url) ? { href: url, target: '_blank', rel: 'noreferrer' } : {}, ...label);
}

const mention = (text) => make('span', { class: 'mention' }, text);

// angled is what stands between < and >.
function angled(inside) {
  const [target, label] = inside.split('|', 2);
  if (target.startsWith('@')) return mention('@' + nameOf(target.slice(1)));
  if (target.startsWith('#')) return mention('#' + (label ?? nameOf(target.slice(1))));
  if (target.startsWith('!')) return mention('@' + (label ?? target.slice(1)));
  return link(unescape(target), unescape(label ?? target));
}

const marks = { '*': 'strong', _: 'em', '~': 's', '`': 'code' };

// mrkdwn is Slack's own markup: https://docs.slack.dev/messaging/formatting-message-text
export function mrkdwn(text) {
  return text.split('\n').flatMap((line, i) => [
    ...(i === 0 ? [] : [make('br')]),
    ...(line.startsWith('&gt;') ? [make('blockquote', {}, ...inline(line.slice(4).trimStart()))] : inline(line)),
  ]);
}

function inline(text) {
  const found = /<([^<>\n]+)>|(^|[\s(“"'.,;:—-])([*_~`])([^\s*_~`](?:[^\n]*?[^\s])?)\3(?=$|[\s).,;:!?”"'—-])/.exec(text);
  if (!found) return text === '' ? [] : [unescape(text)];
  const before = text.slice(0, found.index) + (found[2] ?? '');
  const after = text.slice(found.index + found[0].length);
  const node = found[1] !== undefined ? angled(found[1])
    : make(marks[found[3]], {}, ...(found[3] === '`' ? [unescape(found[4])] : inline(found[4])));
  return [...(before === '' ? [] : [unescape(before)]), node, ...inline(after)];
}

// text is a text object.
export function text(object) {
  if (!object) return [];
  return object.type === 'mrkdwn' ? mrkdwn(object.text) : lines(object.text);
}

const styles = { bold: 'strong', italic: 'em', strike: 's', code: 'code' };

// rich is one element of rich text, whose words are shown as they are.
export function rich(element) {
  let node;
  switch (element.type) {
    case 'text': node = make('span', {}, ...lines(element.text)); break;
    case 'link': node = link(element.url, element.text ?? element.url); break;
    case 'citation': node = make('a', { class: 'cite', href: element.url, target: '_blank', rel: 'noreferrer' }, element.text || String(element.index ?? '')); break;
    case 'user': node = mention('@' + nameOf(element.user_id)); break;
    case 'channel': node = mention('#' + nameOf(element.channel_id)); break;
    case 'broadcast': node = mention('@' + element.range); break;
    case 'emoji': node = make('span', {}, ':' + element.name + ':'); break;
    default: node = make('span', { class: 'unknown' }, element.type);
  }
  for (const [style, tag] of Object.entries(styles)) {
    if (element.style?.[style]) node = make(tag, {}, node);
  }
  return node;
}
