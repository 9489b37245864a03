import { styleText } from 'node:util';
import type { Finding, Status } from './finding.ts';

const signs = {
  ok: { sign: '✓', style: 'green' },
  warning: { sign: '!', style: 'yellow' },
  failed: { sign: '✗', style: 'red' },
  skipped: { sign: '-', style: 'dim' },
} as const satisfies Record<Status, { sign: string; style: Parameters<typeof styleText>[0] }>;

/** A finding for people: a line, and how to mend it on lines below. */
export function findingLines({ status, message, advice }: Finding, stream: NodeJS.WriteStream): string {
  const { sign, style } = signs[status];
  const text = status === 'skipped' ? styleText('dim', message, { stream }) : message;
  const below = advice === undefined ? '' : `${advice.replace(/^/gm, '  ')}\n`;
  return `${styleText(style, sign, { stream })} ${text}\n${below}`;
}

/** How many findings want mending, and what was asked of the service. */
export function summaryLine(findings: readonly Finding[], stream: NodeJS.WriteStream): string {
  const count = (wanted: Status): number => findings.filter(({ status }) => status === wanted).length;
  const failed = count('failed');
  const warnings = count('warning');
  const verdict =
    failed + warnings === 0
      ? 'All is well.'
      : [failed > 0 ? `${failed} to mend` : '', warnings > 0 ? `${warnings} to look at` : '']
          .filter((part) => part !== '')
          .join(', ')
          .concat('.');
  const asked = findings.some(({ facts }) => facts?.asked === true)
    ? 'Asked of the service: a token, which is not billed.'
    : 'Nothing was asked of the service.';
  return `\n${verdict} ${styleText('dim', asked, { stream })}\n`;
}
