/* tslint:disable */
/* eslint-disable */
/**
 * An image, and how to look at it. Members that are not listed are ignored.
 * @export
 * @interface DetectRegionsRequest
 */
export interface DetectRegionsRequest {
    /**
     * The file's bytes as Base64 (RFC 4648, section 4, padded). BMP, GIF, JPEG, PDF, PNG, SVG or single-page TIFF.
     */
    image: string;
    /**
     * 
     */
    settings?: DetectRegionsSettings;
}
/**
 * How to prepare the image and what to look for. Each member may be left out; members that are not listed are ignored.
 * @export
 * @interface DetectRegionsSettings
 */
export interface DetectRegionsSettings {
    /**
     * The language of the text. It tells in which direction lines and columns are read.
     */
    language?: Language;
    /**
     * Straighten a page that was scanned at a slant of up to 15 degrees. Turn by `rotate` first where the slant is larger.
     */
    makeSkewCorrect?: boolean;
    /**
     * Turn the image clockwise by so many whole degrees before anything else.
     */
    rotate?: number;
    /**
     * Reduce the image to black and white first. Helps where the paper is stained or unevenly lit.
     */
    makeBinarization?: boolean;
    /**
     * Raise the contrast first. Helps where print is faint.
     */
    makeContrastCorrection?: boolean;
    /**
     * Enlarge the image first. Helps where letters are small or lines are dense.
     */
    makeUpsampling?: boolean;
    /**
     * What a region is: `Regions` paragraphs, columns, captions and notes; `DsrNoFilter`
     * large blocks; `DsrAndFilter` large blocks in a large image, one region in a small
     * one; `NoDsrNoFilter` the page as one region; `TextDetector` words, phrases and
     * lines; `DsrPlusDetector` blocks, and the text that no block holds;
     * `PolygonalTextDetector` and its synonym `CraftPoly` small pieces of curved or
     * distorted text; `LineDetector` lines.
     * 
     */
    dsrMode?: DsrMode;
    /**
     * How sure the detector must be to keep a region. `All` keeps everything, `Ultra` only the surest; `Default` is `Mid`.
     */
    dsrConfidence?: DsrConfidence;
}



/**
 * How sure the detector must be to keep a region.
 * @export
 */
export const DsrConfidence = {
    Default: 'Default',
    Low: 'Low',
    LowMid: 'LowMid',
    Mid: 'Mid',
    MidHigh: 'MidHigh',
    High: 'High',
    Ultra: 'Ultra',
    All: 'All',
} as const;
export type DsrConfidence = typeof DsrConfidence[keyof typeof DsrConfidence];


/**
 * An algorithm of document structure analysis.
 * @export
 */
export const DsrMode = {
    Regions: 'Regions',
    DsrNoFilter: 'DsrNoFilter',
    DsrAndFilter: 'DsrAndFilter',
    NoDsrNoFilter: 'NoDsrNoFilter',
    TextDetector: 'TextDetector',
    DsrPlusDetector: 'DsrPlusDetector',
    PolygonalTextDetector: 'PolygonalTextDetector',
    LineDetector: 'LineDetector',
    CraftPoly: 'CraftPoly',
} as const;
export type DsrMode = typeof DsrMode[keyof typeof DsrMode];


/**
 * A language of text. Some names are spelt oddly; they are given as the service takes them.
 * @export
 */
export const Language = {
    English: 'English',
    German: 'German',
    French: 'French',
    Italian: 'Italian',
    Spanish: 'Spanish',
    Portuguese: 'Portuguese',
    Polish: 'Polish',
    Slovene: 'Slovene',
    Slovak: 'Slovak',
    Netherlands: 'Netherlands',
    Lithuanian: 'Lithuanian',
    Latvian: 'Latvian',
    Danish: 'Danish',
    Norwegian: 'Norwegian',
    Finnish: 'Finnish',
    Serbian: 'Serbian',
    Croatian: 'Croatian',
    Czech: 'Czech',
    Swedish: 'Swedish',
    Estonian: 'Estonian',
    Romanian: 'Romanian',
    Chinese: 'Chinese',
    Russian: 'Russian',
    Arabic: 'Arabic',
    Hindi: 'Hindi',
    Ukrainan: 'Ukrainan',
    Bengali: 'Bengali',
    Tibetan: 'Tibetan',
    Thai: 'Thai',
    Urdu: 'Urdu',
    Turkish: 'Turkish',
    Korean: 'Korean',
    Indonesian: 'Indonesian',
    Hebrew: 'Hebrew',
    Javanese: 'Javanese',
    Greek: 'Greek',
    Japanese: 'Japanese',
    Persian: 'Persian',
    Albanian: 'Albanian',
    Latin: 'Latin',
    Vietnamese: 'Vietnamese',
    Uzbek: 'Uzbek',
    Georgian: 'Georgian',
    Bulgarian: 'Bulgarian',
    Azerbaijani: 'Azerbaijani',
    Kazah: 'Kazah',
    Macedonian: 'Macedonian',
    Belorussian: 'Belorussian',
    Malay: 'Malay',
    Hausa: 'Hausa',
    Sundanese: 'Sundanese',
    Swahili: 'Swahili',
    Tagalog: 'Tagalog',
    Yoruba: 'Yoruba',
    Oromo: 'Oromo',
    Cebuano: 'Cebuano',
    Dutch: 'Dutch',
    Kurdish: 'Kurdish',
    Serbo_Croatian: 'Serbo_Croatian',
    Malagasy: 'Malagasy',
    Zhuang: 'Zhuang',
    Turkmen: 'Turkmen',
    Somali: 'Somali',
    Hungarian: 'Hungarian',
    Chichewa: 'Chichewa',
    Rwanda: 'Rwanda',
    Min_Bei: 'Min_Bei',
    Zulu: 'Zulu',
    Ilocano: 'Ilocano',
    Min_Dong: 'Min_Dong',
    Quechua: 'Quechua',
    Hiligaynon: 'Hiligaynon',
    Hmong: 'Hmong',
    Shona: 'Shona',
    Xhosa: 'Xhosa',
    Betawi: 'Betawi',
    Catalan: 'Catalan',
    Afrikaans: 'Afrikaans',
    Minangkabau: 'Minangkabau',
    Sotho_Southern: 'Sotho_Southern',
    Bikol: 'Bikol',
    Makua: 'Makua',
    Kanuri: 'Kanuri',
    Tswana: 'Tswana',
    Kikongo: 'Kikongo',
    Luo: 'Luo',
    Sukuma: 'Sukuma',
    Tsonga: 'Tsonga',
    Bosnian: 'Bosnian',
    Bemba: 'Bemba',
    Nandi: 'Nandi',
    Palembang: 'Palembang',
    Umbundu: 'Umbundu',
    Sotho_Northern: 'Sotho_Northern',
    Waray_Waray: 'Waray_Waray',
    Lamani: 'Lamani',
    Low_German: 'Low_German',
    Gilaki: 'Gilaki',
    Musi: 'Musi',
    HWT_ENG: 'HWT_ENG',
    Pu_Xian: 'Pu_Xian',
    Kapampangan: 'Kapampangan',
    Bouyei: 'Bouyei',
    Galician: 'Galician',
    Ndebele: 'Ndebele',
    Yao: 'Yao',
    Sasak: 'Sasak',
    Swati: 'Swati',
    Gusii: 'Gusii',
    Meru: 'Meru',
    Wolaytta: 'Wolaytta',
    Dong: 'Dong',
    Pangasinan: 'Pangasinan',
    Dimli: 'Dimli',
    Makassar: 'Makassar',
    Tumbuka: 'Tumbuka',
    Serer_Sine: 'Serer_Sine',
    Occitan: 'Occitan',
    Tonga: 'Tonga',
    Muong: 'Muong',
    Kiche: 'Kiche',
    Luguru: 'Luguru',
    Wu: 'Wu',
    Cantonese: 'Cantonese',
    Min_Nan: 'Min_Nan',
    Xiang: 'Xiang',
    Hakka: 'Hakka',
    Gan: 'Gan',
    Chechen: 'Chechen',
    Kabardian: 'Kabardian',
    Marathi: 'Marathi',
    Bhojpuri: 'Bhojpuri',
    Maithili: 'Maithili',
    Awadhi: 'Awadhi',
    Nepali: 'Nepali',
    Marwari: 'Marwari',
    Magahi: 'Magahi',
    Haryanvi: 'Haryanvi',
    Chattisgarhi: 'Chattisgarhi',
    Dhundari: 'Dhundari',
    Konkani: 'Konkani',
    Kanauji: 'Kanauji',
    Mewati: 'Mewati',
    Rajbanshi: 'Rajbanshi',
    Garhwali: 'Garhwali',
    Kumauni: 'Kumauni',
    Wagdi: 'Wagdi',
    Malvi: 'Malvi',
    Mewari: 'Mewari',
    Uyghur: 'Uyghur',
    Telugu: 'Telugu',
    Kannada: 'Kannada',
    Tamil: 'Tamil',
    Devanagari: 'Devanagari',
} as const;
export type Language = typeof Language[keyof typeof Language];

/**
 * Messages about a task. A member is left out, never null, where there is nothing to say.
 * @export
 * @interface OCRError
 */
export interface OCRError {
    /**
     * What went wrong.
     */
    messages?: Array<string>;
    /**
     * What to be wary of.
     */
    warnings?: Array<string>;
}
/**
 * A task as it stands.
 * @export
 * @interface OCRResponse
 */
export interface OCRResponse {
    /**
     * The id of the task.
     */
    id?: string;
    /**
     * How far the task is.
     */
    taskStatus: OCRTaskStatus;
    /**
     * What kind of answer this is.
     */
    responseStatusCode: ResponseStatusCode;
    /**
     * What was found, once the task is completed.
     */
    results?: Array<OCRResult>;
    /**
     * What went wrong, and what the service warns of. Warnings may come with a completed task.
     */
    error?: OCRError;
}


/**
 * One result of a task.
 * @export
 * @interface OCRResult
 */
export interface OCRResult {
    /**
     * The kind of the data; regions are `Other`.
     */
    type: string;
    /**
     * Base64 of a JSON array of `[left, top, right, bottom]`, in pixels of the image that was sent. Rectangles may reach a few pixels beyond the image.
     */
    data: string;
}

/**
 * How far a task is. There is no status for a cancelled task; it is `NotExist`.
 * @export
 */
export const OCRTaskStatus = {
    Pending: 'Pending',
    Processing: 'Processing',
    Completed: 'Completed',
    Error: 'Error',
    NotExist: 'NotExist',
} as const;
export type OCRTaskStatus = typeof OCRTaskStatus[keyof typeof OCRTaskStatus];

/**
 * What went wrong with a call (RFC 9457). Further members may come.
 * @export
 * @interface ProblemDetails
 */
export interface ProblemDetails {
    /**
     * A URI that names the kind of the problem.
     */
    type?: string | null;
    /**
     * The kind of the problem in words.
     */
    title?: string | null;
    /**
     * The HTTP status.
     */
    status?: number | null;
    /**
     * This problem in words.
     */
    detail?: string | null;
    /**
     * A URI that names this occurrence.
     */
    instance?: string | null;
}

/**
 * What kind of answer an OCRResponse is. `Ok` goes with a completed task, `NotReady` with a pending or processing one, `TaskNotFound` with an unknown one, `Error` with a failed one.
 * @export
 */
export const ResponseStatusCode = {
    Ok: 'Ok',
    PartiallyNotFound: 'PartiallyNotFound',
    NoAnyResultData: 'NoAnyResultData',
    ResultDataLost: 'ResultDataLost',
    TaskNotFound: 'TaskNotFound',
    NotReady: 'NotReady',
    Error: 'Error',
} as const;
export type ResponseStatusCode = typeof ResponseStatusCode[keyof typeof ResponseStatusCode];

/**
 * Why no token was given (RFC 6749, section 5.2).
 * @export
 * @interface TokenError
 */
export interface TokenError {
    /**
     * The reason, as a code of RFC 6749.
     */
    error: string;
    /**
     * The reason in words.
     */
    error_description?: string;
}
/**
 * An access token.
 * @export
 * @interface TokenResponse
 */
export interface TokenResponse {
    /**
     * The token, opaque to clients.
     */
    access_token: string;
    /**
     * For how long the token is good, in seconds from now.
     */
    expires_in: number;
    /**
     * Always bearer; the case varies between services.
     */
    token_type: string;
}
