// Draws the panels of dashboards/loglife-flow.json as one HTML page, without Grafana: the same queries, asked of a real
// Prometheus, the same places and units. It is for a look and for documents, not for operating.
//
//   node deploy/grafana/picture.mjs http://localhost:9090 30 > dashboard.html     (the last 30 minutes)
import { readFileSync } from 'node:fs';

const [prometheus = 'http://localhost:9090', minutes = '30', interval = '1m'] = process.argv.slice(2);
const dashboard = JSON.parse(readFileSync(new URL('dashboards/loglife-flow.json', import.meta.url)));
const COLORS = ['#7eb26d', '#eab839', '#6ed0e0', '#ef843c', '#e24d42', '#1f78c1', '#ba43a9', '#705da0', '#508642', '#cca300'];
const CELL = 56, ROW = 34, WIDTH = 24 * CELL;
const to = Math.floor(Date.now() / 1000), from = to - Number(minutes) * 60, step = Math.max(2, Math.round((to - from) / 180));

const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const expr = (target) => target.expr.replaceAll('$__rate_interval', interval);

async function ask(path, query) {
  const answer = await (await fetch(`${prometheus}/api/v1/${path}?${new URLSearchParams(query)}`)).json();
  if (answer.status !== 'success') throw new Error(`${query.query}: ${answer.error}`);
  return answer.data.result;
}

function shown(value, unit) {
  if (!Number.isFinite(value)) return 'no data';
  const round = (n) => String(Number(n.toPrecision(3)));
  switch (unit) {
    case 's': return value < 1 ? `${round(value * 1000)} ms` : value < 120 ? `${round(value)} s` : `${round(value / 60)} min`;
    case 'percentunit': return `${round(value * 100)} %`;
    case 'bytes': return `${round(value / 2 ** 20)} MiB`;
    case 'cps': case 'reqps': return `${round(value)}/s`;
    default: return round(value);
  }
}

const legend = (format, labels) => format.replace(/{{(\w+)}}/g, (_, name) => labels[name] ?? '') || 'value';

async function series(panel) {
  const all = [];
  for (const target of panel.targets) {
    for (const found of await ask('query_range', { query: expr(target), start: from, end: to, step })) {
      all.push({ name: legend(target.legendFormat, found.metric), points: found.values.map(([at, value]) => [at, Number(value)]) });
    }
  }
  return all;
}

function chart(panel, all, w, h) {
  const { unit, custom } = panel.fieldConfig.defaults;
  const stacked = custom.stacking.mode === 'normal';
  const floor = new Map();
  const lines = all.map((one) => ({ ...one, points: one.points.filter(([, v]) => Number.isFinite(v)).map(([at, v]) => {
    const base = stacked ? floor.get(at) ?? 0 : 0;
    floor.set(at, base + v);
    return [at, base + v, base];
  }) }));
  const top = Math.max(1e-9, ...lines.flatMap((one) => one.points.map(([, v]) => v))) * 1.1;
  const left = 52, bottom = 34, height = h - bottom - 30, width = w - left - 10;
  const x = (at) => (left + (at - from) / (to - from) * width).toFixed(1), y = (v) => (30 + height - v / top * height).toFixed(1);
  const grid = [0, 0.5, 1].map((part) => `<line x1="${left}" x2="${w - 10}" y1="${y(part * top)}" y2="${y(part * top)}" class="grid"/><text x="${left - 5}" y="${Number(y(part * top)) + 4}" class="axis" text-anchor="end">${shown(part * top, unit)}</text>`).join('');
  const drawn = lines.map((one, i) => {
    const color = COLORS[i % COLORS.length];
    const path = one.points.map(([at, v], j) => `${j ? 'L' : 'M'}${x(at)},${y(v)}`).join('');
    const area = stacked && one.points.length ? `<path d="${path}${[...one.points].reverse().map(([at, , base]) => `L${x(at)},${y(base)}`).join('')}Z" fill="${color}" fill-opacity=".25"/>` : '';
    return `${area}<path d="${path}" fill="none" stroke="${color}" stroke-width="1.3"/>`;
  }).join('');
  let at = 10;
  const names = lines.slice(0, 8).map((one, i) => {
    const text = `<text x="${at + 12}" y="${h - 8}" class="axis">${escape(one.name)}</text><rect x="${at}" y="${h - 15}" width="9" height="3" fill="${COLORS[i % COLORS.length]}"/>`;
    at += 24 + one.name.length * 5.6;
    return at < w + 10 ? text : '';
  }).join('');
  const empty = lines.some((one) => one.points.length) ? '' : `<text x="${w / 2}" y="${h / 2}" class="axis" text-anchor="middle">nothing happened</text>`;
  return grid + drawn + names + empty;
}

async function body(panel, w, h) {
  if (panel.type === 'timeseries') return chart(panel, await series(panel), w, h);
  const [found] = await ask('query', { query: expr(panel.targets[0]), time: to });
  const value = found ? Number(found.value[1]) : NaN;
  const steps = panel.fieldConfig.defaults.thresholds.steps.filter((one) => one.value === null || value >= one.value);
  const color = { green: '#73bf69', orange: '#ff9830', red: '#f2495c' }[steps.at(-1).color];
  return `<text x="${w / 2}" y="${h / 2 + 22}" class="stat" style="fill:${color}" text-anchor="middle">${shown(value, panel.fieldConfig.defaults.unit)}</text>`;
}

let height = 0;
const drawn = [];
for (const panel of dashboard.panels) {
  const { x, y, w, h } = panel.gridPos;
  const px = x * CELL, py = y * ROW + 44, pw = w * CELL - 8, ph = h * ROW - 8;
  height = Math.max(height, py + ph);
  drawn.push(panel.type === 'row'
    ? `<text x="${px + 4}" y="${py + 22}" class="row">${escape(panel.title)}</text>`
    : `<g transform="translate(${px},${py})"><rect width="${pw}" height="${ph}" class="panel"/><text x="10" y="18" class="title">${escape(panel.title)}</text>${await body(panel, pw, ph)}</g>`);
}
const said = `${dashboard.title}: the dashboard's panels and queries, drawn by picture.mjs from Prometheus, ${new Date(from * 1000).toISOString()} to ${new Date(to * 1000).toISOString()}`;
console.log(`<!DOCTYPE html><meta charset="utf-8"><title>${escape(dashboard.title)}</title><style>body{margin:0;background:#111217}text{font:11px sans-serif;fill:#ccccdc}.panel{fill:#181b1f;stroke:#2c3235}.grid{stroke:#2c3235}.axis{font-size:10px;fill:#9fa7b3}.title{font-weight:600;font-size:12px}.row{font-size:14px;font-weight:600}.stat{font:600 26px sans-serif}</style><svg width="${WIDTH}" height="${height + 12}" xmlns="http://www.w3.org/2000/svg"><text x="4" y="24" class="title">${escape(said)}</text>${drawn.join('')}</svg>`);
