import { Page } from './page.ts';
import type { Style } from './text.ts';

const body: Style = { font: 'mincho', size: 23 };
const running: Style = { font: 'mincho', size: 17 };

const width = 880;
const right = 792;
const leading = 38;
/** Letters of a column in either tier. */
const letters = 21;
/** Tops of the two tiers. */
const tiers = [130, 660] as const;

/** Paragraphs of each tier; each begins with a full-width space. */
const story = [
  [
    '　朝の光が机の上に落ちると、古い紙の束は少しだけ温かくなる。私はその束を一枚ずつめくり、文字の並びを目で追う。' +
      '紙は黙っているが、文字はいつも何かを話したがっている。',
    '　機械に紙を見せると、機械はまず黒い点と白い点を数える。どの点が文字で、どの点が染みなのか、紙は教えてくれない。' +
      'だから機械は、点の集まりを小さな島として考える。',
    '　島と島の間には海がある。海が狭ければ同じ行の続きで、広ければ別の段の始まりだ。人は考えなくても分かるが、' +
      '機械は一つずつ測らなければならない。',
  ],
  [
    '　縦に書かれた文は、上から下へ読み、行は右から左へ進む。これを知らない機械は、頁の左から読み始め、話の終わりから始めてしまう。',
    '　祖父は印刷所で働いていた。小さな鉛の文字を箱から拾い、一行ずつ並べていった。指先はいつも黒く、' +
      '笑うと目の横に細い線が三本できた。',
    '　行の間の白い所も、文字と同じくらい大切だと祖父は言った。白い所がなければ、誰もどこで息をすればいいのか分からない。',
    '　私は紙を静かに機械の上に置いた。少し待つと、画面に四角い枠が並んだ。右の上から、左の下へ。順番は正しかった。',
  ],
] as const;

/** A page of a magazine in Japanese: vertical text in two tiers, columns of letters from right to left. */
export function drawJapanese(): Page {
  const page = new Page(width, 1240);
  page.line('紙と機械の本', width / 2, 72, running, 'center');
  let first = page.columns(
    '紙の上の島',
    { font: 'mincho', size: 44 },
    {
      x: right - 22,
      y: tiers[0],
      letters,
      leading: 70,
    },
  );
  first = page.columns(
    '森野しおり',
    { font: 'mincho', size: 26 },
    {
      x: first,
      y: tiers[0] + 330,
      letters,
      leading: 64,
    },
  );
  story.forEach((paragraphs, tier) => {
    let x = tier === 0 ? first : right - 12;
    for (const text of paragraphs) {
      page.block(() => {
        x = page.columns(text, body, { x, y: tiers[tier] ?? 0, letters, leading });
      });
    }
  });
  page.line('四十一', width / 2, 1200, running, 'center');
  return page;
}
