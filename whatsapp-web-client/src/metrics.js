/** Prometheus text, by hand: counters and gauges are all this program needs. */
export class Metrics {
  /** @type {Map<string, { help: string, type: 'counter' | 'gauge', read: () => Map<string, number> }>} */
  #families = new Map();

  /**
   * @param {string} name
   * @param {string} help
   * @returns {(labels?: Record<string, string | number>, by?: number) => void} adds to the counter
   */
  counter(name, help) {
    /** @type {Map<string, number>} */
    const series = new Map();
    this.#families.set(name, { help, type: 'counter', read: () => series });
    return (labels = {}, by = 1) => {
      const key = labelText(labels);
      series.set(key, (series.get(key) ?? 0) + by);
    };
  }

  /**
   * @param {string} name
   * @param {string} help
   * @param {() => number | Array<[Record<string, string>, number]>} read called at every scrape
   */
  gauge(name, help, read) {
    const series = () => {
      const value = read();
      return typeof value === 'number'
        ? new Map([['', value]])
        : new Map(value.map(([labels, number]) => [labelText(labels), number]));
    };
    this.#families.set(name, { help, type: 'gauge', read: series });
  }

  /** @returns {string} */
  text() {
    const lines = [];
    for (const [name, { help, type, read }] of this.#families) {
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
      for (const [labels, value] of read()) lines.push(`${name}${labels} ${value}`);
    }
    return `${lines.join('\n')}\n`;
  }
}

/** @param {Record<string, string | number>} labels */
function labelText(labels) {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${escaped(String(value))}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** @type {(value: string) => string} */
const escaped = (value) => value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
