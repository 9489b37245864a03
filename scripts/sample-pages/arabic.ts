import { Page } from './page.ts';
import type { Style } from './text.ts';

const body: Style = { font: 'naskh', size: 21 };
const heading: Style = { font: 'naskhBold', size: 25 };
const running: Style = { font: 'naskh', size: 17, color: '#222' };

const width = 880;
const columnWidth = 350;
/** Left edges of the columns, the first to be read first. */
const columns = [460, 70] as const;
const top = 292;
const leading = 36;

type Item = readonly [kind: 'heading' | 'paragraph', text: string];

/** What each column holds, in reading order. */
const story: readonly (readonly Item[])[] = [
  [
    ['heading', 'الكاتب والورقة'],
    [
      'paragraph',
      'في الصباح يفتح الكاتب نافذة غرفته، ويضع الورقة البيضاء أمامه على الطاولة. يكتب سطرا ثم يقف قليلا، وينظر إلى ' +
        'الشارع الهادئ، ثم يعود إلى الكلمات التي تنتظره في صبر طويل.',
    ],
    [
      'paragraph',
      'الورقة لا تعرف الكلمات. هي تحمل الحبر كما تحمل الأرض آثار الأقدام، ولا تسأل من أين جاءت ولا إلى أين تذهب. أما ' +
        'القارئ فيرى السطور ويعرف أين يبدأ المعنى وأين ينتهي.',
    ],
    ['heading', 'ما تراه الآلة'],
    [
      'paragraph',
      'والآلة التي تقرأ الصفحة تبدأ من مكان آخر. تبحث أولا عن البقع السوداء، ثم تجمع القريب منها إلى القريب، حتى ' +
        'تظهر السطور واحدا بعد آخر كأنها جسور صغيرة فوق بحر أبيض.',
    ],
  ],
  [
    [
      'paragraph',
      'لكن السطر العربي يسير من اليمين إلى اليسار، والعمود الأول في الصفحة هو العمود الأيمن. من بدأ من اليسار قرأ ' +
        'نهاية القصة قبل بدايتها، وضاع منه الطريق.',
    ],
    ['heading', 'مطبعة قرب النهر'],
    [
      'paragraph',
      'كان جدي صاحب مطبعة في مدينة صغيرة قرب النهر. كان يرتب الحروف بيده حرفا بعد حرف، ويقول لنا إن الفراغ بين ' +
        'السطور مهم مثل السطور نفسها، لأن العين تحتاج إلى مكان تستريح فيه.',
    ],
    [
      'paragraph',
      'واليوم أضع صفحة من صفحات جدي أمام الآلة، وأنتظر لحظة قصيرة، فتظهر حول الفقرات مستطيلات واضحة، تبدأ من أعلى ' +
        'اليمين وتنتهي في أسفل اليسار، كما أراد لها أن تقرأ.',
    ],
  ],
];

/** A page of a journal in Arabic: title and subtitle above two justified columns, the right one read first. */
export function drawArabic(): Page {
  const page = new Page(width, 940);
  page.line('الصفحة والضوء', width / 2, 132, { font: 'naskhBold', size: 46 }, 'center');
  page.line('كيف تجد الآلة طريقها بين السطور', width / 2, 196, { font: 'naskh', size: 25 }, 'center');
  story.forEach((items, column) => {
    const x = columns[column] ?? 0;
    let y = top;
    for (const [kind, text] of items) {
      if (kind === 'heading') {
        if (y > top) y += leading / 2;
        page.line(text, x + columnWidth, y, heading, 'right');
        y += leading * 1.2;
      } else {
        page.block(() => {
          const place = { x, y, width: columnWidth, leading, indent: 28, justify: true, rightToLeft: true };
          y = page.paragraph(text, body, place);
        });
      }
    }
  });
  page.line('صفحة من كتاب لم يكتب بعد', width / 2, 880, running, 'center');
  return page;
}
