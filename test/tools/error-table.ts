import { readFileSync, writeFileSync } from 'node:fs';
import { errors } from '../../shared/errors.ts';

/** `npm run docs`: writes README's table of errors from `shared/errors.ts`. */
const file = new URL('../../README.md', import.meta.url);
const rows = Object.entries(errors).map(
  ([name, { number, status, message }]) =>
    `| ${number} | ${status} | \`${name}\` | ${message.zh} |`,
);
const table = ['| err_no | HTTP | name | err_msg |', '|---|---|---|---|', ...rows].join('\n');
const readme = readFileSync(file, 'utf8');
writeFileSync(
  file,
  readme.replace(/(<!-- errors -->\n)[\s\S]*?(<!-- \/errors -->)/, `$1${table}\n$2`),
);
