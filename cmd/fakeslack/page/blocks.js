// Block Kit as Slack lays it out. What is pressed or chosen goes to act; what Slack would not know is shown as unknown.

import { make, text, mrkdwn, rich } from './text.js';

export function blocks(list, act) {
  return (list ?? []).map((block) => make('div', { class: 'block' }, ...(kinds[block.type]?.(block, act) ?? [unknown(block.type)])));
}

const unknown = (type) => make('div', { class: 'unknown' }, 'Slack has no ' + type);

const kinds = {
  header: (b) => [make('div', { class: 'header' }, ...text(b.text))],
  divider: () => [make('hr')],
  section: (b, act) => [make('div', { class: 'section' },
    make('div', {}, ...text(b.text), b.fields ? make('div', { class: 'fields' }, ...b.fields.map((f) => make('div', {}, ...text(f)))) : null),
    b.accessory ? make('div', { class: 'accessory row' }, ...element(b.accessory, b, act)) : null)],
  context: (b) => [make('div', { class: 'context' }, ...b.elements.flatMap((e, i) => [...(i ? [' '] : []), ...text(e)]))],
  rich_text: (b) => b.elements.map(paragraph),
  markdown: (b) => [make('div', {}, ...mrkdwn(b.text.replaceAll('**', '*')))],
  image: (b) => [make('div', { class: 'context' }, '[picture: ' + b.alt_text + ']')],
  actions: (b, act) => [make('div', { class: 'row' }, ...b.elements.flatMap((e) => element(e, b, act)))],
  context_actions: (b, act) => [make('div', { class: 'row judge' }, ...b.elements.flatMap((e) => element(e, b, act)))],
  input: (b) => [input(b)],
};

function paragraph(e) {
  switch (e.type) {
    case 'rich_text_section': return make('div', {}, ...e.elements.map(rich));
    case 'rich_text_quote': return make('blockquote', {}, ...e.elements.map(rich));
    case 'rich_text_preformatted': return make('pre', {}, ...e.elements.map(rich));
    case 'rich_text_list': return make(e.style === 'ordered' ? 'ol' : 'ul', {}, ...e.elements.map((item) => make('li', {}, ...item.elements.map(rich))));
  }
  return unknown(e.type);
}

// element is something to press, as nodes.
function element(e, block, act) {
  const press = (more) => () => {
    if (!e.confirm || window.confirm(e.confirm.title.text + '\n\n' + e.confirm.text.text)) act?.({ type: e.type, action_id: e.action_id, block_id: block.block_id, ...more });
  };
  switch (e.type) {
    case 'button': return [make('button', { type: 'button', class: e.style ?? '', title: e.text.text, onclick: press({ value: e.value }) }, e.text.text)];
    case 'overflow': case 'static_select': return [menu(e, (option) => press({ selected_option: option })())];
    case 'feedback_buttons': return [['👍', e.positive_button], ['👎', e.negative_button]].map(([hand, b]) =>
      make('button', { type: 'button', 'aria-label': b.accessibility_label, onclick: press({ value: b.value }) }, hand + ' ' + b.text.text));
    case 'icon_button': return [make('button', { type: 'button', onclick: press({ value: e.value }) }, '🗑 ' + e.text.text)];
  }
  return [unknown(e.type)];
}

function menu(e, choose) {
  const overflow = e.type === 'overflow';
  return make('select', { class: overflow ? 'menu' : '', 'aria-label': 'More', onchange: (event) => { choose(e.options[event.target.selectedIndex - 1]); event.target.selectedIndex = 0; } },
    make('option', {}, overflow ? '···' : e.placeholder?.text ?? 'Choose'), ...e.options.map((o) => make('option', {}, o.text.text)));
}

// input is a field of a form. valuesOf finds what it holds by its data.
function input(b) {
  const e = b.element;
  const data = { 'data-block': b.block_id ?? '', 'data-action': e.action_id, 'data-type': e.type, placeholder: e.placeholder?.text };
  let field;
  if (e.options) {
    const chosen = e.initial_option?.value ?? e.initial_options?.[0]?.value;
    field = make('select', data, ...(chosen === undefined ? [make('option', { value: '' }, e.placeholder?.text ?? '')] : []),
      ...e.options.map((o) => make('option', { value: o.value, selected: o.value === chosen }, o.text.text)));
  } else if (e.type === 'conversations_select' || e.type === 'channels_select') {
    field = make('select', data, make('option', { value: '' }, e.placeholder?.text ?? ''), ...places.map(([id, name]) =>
      make('option', { value: id, selected: id === (e.initial_conversation ?? e.initial_channel) }, '#' + name)));
  } else {
    field = make(e.multiline ? 'textarea' : 'input', { ...data, maxlength: e.max_length, value: e.multiline ? undefined : e.initial_value ?? e.initial_time });
    if (e.multiline) field.textContent = e.initial_value ?? '';
  }
  return make('label', { class: 'input' }, b.label.text, b.optional ? make('small', { class: 'optional' }, ' (optional)') : null, field,
    make('small', { class: 'fault', 'data-fault': b.block_id ?? '' }), b.hint ? make('small', {}, b.hint.text) : null);
}

let places = [];
export function offer(channels) { places = channels; }

// valuesOf is the state of a form: https://docs.slack.dev/reference/views/view-submission-payloads
export function valuesOf(form) {
  const values = {};
  for (const field of form.querySelectorAll('[data-action]')) {
    const { block, action, type } = field.dataset;
    const state = { type };
    const chosen = field.value === '' ? null : { value: field.value, text: { type: 'plain_text', text: field.selectedOptions?.[0]?.textContent ?? '' } };
    if (type.includes('conversations')) state.selected_conversation = field.value || null;
    else if (type.includes('channels')) state.selected_channel = field.value || null;
    else if (type === 'checkboxes' || type.startsWith('multi_')) state.selected_options = chosen ? [chosen] : [];
    else if (field.tagName === 'SELECT') state.selected_option = chosen;
    else if (type === 'timepicker') state.selected_time = field.value || null;
    else state.value = field.value === '' ? null : field.value;
    (values[block] ??= {})[action] = state;
  }
  return values;
}
