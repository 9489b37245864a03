import { EngineError } from '../errors.ts';
import { damagedError } from './damage.ts';
import type { DecodedPage, DecodeOptions } from './decoded-page.ts';
import { scaling } from './frame.ts';
import { checkPageNumber } from './page-number.ts';
import { type Pdfium, startPdfium } from './pdfium.ts';

/**
 * The resolution at which a page counts as an image: that of a usual scan, 200 dots per inch, at which print of six
 * points is legible. It is drawn at the size at which such a scan would be looked at.
 */
const SCAN_PIXELS_PER_POINT = 200 / 72;

/** How far from its end a PDF says that it ends there, in bytes: what readers accept in practice. */
const END_WITHIN_BYTES = 1024;

/** How many objects of a page are looked at for pictures: more can't be looked at in no time. */
const MOST_OBJECTS = 100_000;

/** Beyond this no width or height is a size, in points: they would differ by less than their float32 can tell. */
const LONGEST_SIDE = 2 ** 24;

/** What drawing a page takes: it can't be ended halfway. */
type PageOptions = Omit<DecodeOptions, 'signal'>;

/**
 * Draws a page of a PDF: what its crop box shows, turned as the page says.
 *
 * @throws EngineError `invalid-image` for a file that is damaged or cut short, `unsupported-image` for one that
 *   needs a password, `too-large` for too large a page or too large pictures, `no-such-page`
 */
export async function drawPdf(bytes: Uint8Array, options: PageOptions): Promise<DecodedPage> {
  const end = Buffer.from(trimmed(bytes).slice(-END_WITHIN_BYTES)).toString('latin1');
  if (!end.includes('%%EOF')) throw damagedError('pdf', new Error('The mark of the end is missing.'));
  const pdfium = await startPdfium();
  try {
    return drawPage(pdfium, openDocument(pdfium, bytes), options);
  } catch (error) {
    throw error instanceof EngineError ? error : damagedError('pdf', error);
  }
}

/** The file without the zeros that some programs fill it up with. */
function trimmed(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) + 1);
}

/** PDFium's FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY. */
const [WRONG_PASSWORD, UNKNOWN_ENCRYPTION] = [4, 5];

function openDocument(pdfium: Pdfium, bytes: Uint8Array): number {
  const file = allocate(pdfium, bytes.length);
  pdfium.HEAPU8.set(bytes, file);
  const document = pdfium._FPDF_LoadMemDocument(file, bytes.length, 0);
  if (document !== 0) return document;
  const error = pdfium._FPDF_GetLastError();
  if (error === WRONG_PASSWORD || error === UNKNOWN_ENCRYPTION) {
    throw new EngineError('unsupported-image', 'The PDF is encrypted: save it without a password.', {
      field: 'image',
    });
  }
  throw damagedError('pdf', new Error(`PDFium's error ${error}`));
}

function drawPage(
  pdfium: Pdfium,
  document: number,
  { page, maxPixels, scale: scaleOf }: PageOptions,
): DecodedPage {
  const count = pdfium._FPDF_GetPageCount(document);
  if (count === 0) throw damagedError('pdf', new Error('It has no pages.'));
  checkPageNumber(page, count);
  const handle = pdfium._FPDF_LoadPage(document, page - 1);
  const width = inThousandths(pdfium._FPDF_GetPageWidth(handle));
  const height = inThousandths(pdfium._FPDF_GetPageHeight(handle));
  if (handle === 0 || !(width > 0 && height > 0)) throw damagedError('pdf');
  if (width * height > maxPixels || Math.max(width, height) > LONGEST_SIDE) {
    throw tooLarge(`The page has ${width} x ${height} points; the limit is ${maxPixels} in all.`);
  }
  checkPictures(pdfium, handle, maxPixels);

  const scan = { width: width * SCAN_PIXELS_PER_POINT, height: height * SCAN_PIXELS_PER_POINT };
  const scale = scaleOf(scan.width, scan.height);
  const factor = SCAN_PIXELS_PER_POINT * scale;
  const size = {
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
  };
  if (size.width * size.height > maxPixels) {
    throw tooLarge(`The page would be drawn with ${size.width} x ${size.height} pixels.`);
  }
  const image = { ...size, data: render(pdfium, { document, page: handle, ...size }) };
  const pixels = scan.width * scan.height;
  const map = scaling(size.width / width, size.height / height);
  return { width, height, pixels, scale, image, map };
}

/** PDFium's FPDFBitmap_BGR, FPDF_ANNOT and FPDF_REVERSE_BYTE_ORDER, which makes that red, green, blue. */
const THREE_BYTES = 2;
const DRAW_ANNOTATIONS = 0x01;
const RED_FIRST = 0x10;
const WHITE = 0xffffffff;

/** Size and version of PDFium's FPDF_FORMFILLINFO, all of whose callbacks are left out; its size in bytes. */
const FORM_INFO = { size: 256, version: 2 };

/** A page and the size to draw it at, in pixels. */
interface Sheet {
  readonly document: number;
  readonly page: number;
  readonly width: number;
  readonly height: number;
}

function render(pdfium: Pdfium, { document, page, width, height }: Sheet): Uint8Array {
  const length = 3 * width * height;
  const pixels = allocate(pdfium, length);
  const bitmap = pdfium._FPDFBitmap_CreateEx(width, height, THREE_BYTES, pixels, 3 * width);
  if (bitmap === 0) throw new Error('PDFium has made no bitmap.');
  pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
  pdfium._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, DRAW_ANNOTATIONS | RED_FIRST);
  // The fields of a form are drawn apart from the page.
  const form = openForm(pdfium, document, page);
  pdfium._FPDF_FFLDraw(form, bitmap, page, 0, 0, width, height, 0, RED_FIRST);
  // The rest of PDFium's memory goes with its instance.
  return pdfium.HEAPU8.slice(pixels, pixels + length);
}

function openForm(pdfium: Pdfium, document: number, page: number): number {
  const info = allocate(pdfium, FORM_INFO.size);
  pdfium.HEAPU8.fill(0, info, info + FORM_INFO.size);
  pdfium.HEAP32[info / Int32Array.BYTES_PER_ELEMENT] = FORM_INFO.version;
  const form = pdfium._FPDFDOC_InitFormFillEnvironment(document, info);
  pdfium._FORM_OnAfterLoadPage(page, form);
  return form;
}

/** PDFium's FPDF_PAGEOBJ_IMAGE and FPDF_PAGEOBJ_FORM. */
const [PICTURE, GROUP] = [3, 5];

/** A picture is decoded whole, however small it is drawn. */
function checkPictures(pdfium: Pdfium, page: number, maxPixels: number): void {
  const size = allocate(pdfium, 8);
  let objects = 0;
  let pixels = 0;
  const look = (object: number): void => {
    if (++objects > MOST_OBJECTS) return;
    const type = pdfium._FPDFPageObj_GetType(object);
    if (type === PICTURE && pdfium._FPDFImageObj_GetImagePixelSize(object, size, size + 4)) {
      const [width = 0, height = 0] = new Uint32Array(pdfium.HEAPU8.buffer, size, 2);
      pixels += width * height;
    }
    if (type !== GROUP) return;
    for (let i = pdfium._FPDFFormObj_CountObjects(object) - 1; i >= 0 && objects <= MOST_OBJECTS; i--) {
      look(pdfium._FPDFFormObj_GetObject(object, i));
    }
  };
  for (let i = pdfium._FPDFPage_CountObjects(page) - 1; i >= 0 && objects <= MOST_OBJECTS; i--) {
    look(pdfium._FPDFPage_GetObject(page, i));
  }
  if (pixels > maxPixels) throw tooLarge(`The pictures on the page have more than ${maxPixels} pixels.`);
}

function allocate(pdfium: Pdfium, length: number): number {
  const pointer = pdfium.wasmExports.malloc(length);
  if (pointer === 0) throw tooLarge('The PDF needs more memory than PDFium has.');
  return pointer;
}

function tooLarge(message: string): EngineError {
  return new EngineError('too-large', `${message} Scale it down, or raise maxPixels.`, { field: 'image' });
}

/** Lengths are float32 inside, whose errors nobody wants to see. */
function inThousandths(points: number): number {
  return Math.round(points * 1000) / 1000;
}
