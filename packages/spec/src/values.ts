// Generated from openapi/detect-regions.yaml by `pnpm generate`. Do not edit.

/** All values of TaskStatus, in the order of the spec (schema `OCRTaskStatus`). */
export const taskStatuses = [
  "Pending",
  "Processing",
  "Completed",
  "Error",
  "NotExist"
] as const;

/** How far a task is. There is no status for a cancelled task; it is `NotExist`. */
export type TaskStatus = (typeof taskStatuses)[number];

/** All values of ResponseStatusCode, in the order of the spec (schema `ResponseStatusCode`). */
export const responseStatusCodes = [
  "Ok",
  "PartiallyNotFound",
  "NoAnyResultData",
  "ResultDataLost",
  "TaskNotFound",
  "NotReady",
  "Error"
] as const;

/**
 * What kind of answer an OCRResponse is. `Ok` goes with a completed task, `NotReady` with a
 * pending or processing one, `TaskNotFound` with an unknown one, `Error` with a failed one.
 */
export type ResponseStatusCode = (typeof responseStatusCodes)[number];

/** All values of DsrMode, in the order of the spec (schema `DsrMode`). */
export const dsrModes = [
  "Regions",
  "DsrNoFilter",
  "DsrAndFilter",
  "NoDsrNoFilter",
  "TextDetector",
  "DsrPlusDetector",
  "PolygonalTextDetector",
  "LineDetector",
  "CraftPoly"
] as const;

/** An algorithm of document structure analysis. */
export type DsrMode = (typeof dsrModes)[number];

/** All values of DsrConfidence, in the order of the spec (schema `DsrConfidence`). */
export const dsrConfidences = [
  "Default",
  "Low",
  "LowMid",
  "Mid",
  "MidHigh",
  "High",
  "Ultra",
  "All"
] as const;

/** How sure the detector must be to keep a region. */
export type DsrConfidence = (typeof dsrConfidences)[number];

/** All values of Language, in the order of the spec (schema `Language`). */
export const languages = [
  "English",
  "German",
  "French",
  "Italian",
  "Spanish",
  "Portuguese",
  "Polish",
  "Slovene",
  "Slovak",
  "Netherlands",
  "Lithuanian",
  "Latvian",
  "Danish",
  "Norwegian",
  "Finnish",
  "Serbian",
  "Croatian",
  "Czech",
  "Swedish",
  "Estonian",
  "Romanian",
  "Chinese",
  "Russian",
  "Arabic",
  "Hindi",
  "Ukrainan",
  "Bengali",
  "Tibetan",
  "Thai",
  "Urdu",
  "Turkish",
  "Korean",
  "Indonesian",
  "Hebrew",
  "Javanese",
  "Greek",
  "Japanese",
  "Persian",
  "Albanian",
  "Latin",
  "Vietnamese",
  "Uzbek",
  "Georgian",
  "Bulgarian",
  "Azerbaijani",
  "Kazah",
  "Macedonian",
  "Belorussian",
  "Malay",
  "Hausa",
  "Sundanese",
  "Swahili",
  "Tagalog",
  "Yoruba",
  "Oromo",
  "Cebuano",
  "Dutch",
  "Kurdish",
  "Serbo_Croatian",
  "Malagasy",
  "Zhuang",
  "Turkmen",
  "Somali",
  "Hungarian",
  "Chichewa",
  "Rwanda",
  "Min_Bei",
  "Zulu",
  "Ilocano",
  "Min_Dong",
  "Quechua",
  "Hiligaynon",
  "Hmong",
  "Shona",
  "Xhosa",
  "Betawi",
  "Catalan",
  "Afrikaans",
  "Minangkabau",
  "Sotho_Southern",
  "Bikol",
  "Makua",
  "Kanuri",
  "Tswana",
  "Kikongo",
  "Luo",
  "Sukuma",
  "Tsonga",
  "Bosnian",
  "Bemba",
  "Nandi",
  "Palembang",
  "Umbundu",
  "Sotho_Northern",
  "Waray_Waray",
  "Lamani",
  "Low_German",
  "Gilaki",
  "Musi",
  "HWT_ENG",
  "Pu_Xian",
  "Kapampangan",
  "Bouyei",
  "Galician",
  "Ndebele",
  "Yao",
  "Sasak",
  "Swati",
  "Gusii",
  "Meru",
  "Wolaytta",
  "Dong",
  "Pangasinan",
  "Dimli",
  "Makassar",
  "Tumbuka",
  "Serer_Sine",
  "Occitan",
  "Tonga",
  "Muong",
  "Kiche",
  "Luguru",
  "Wu",
  "Cantonese",
  "Min_Nan",
  "Xiang",
  "Hakka",
  "Gan",
  "Chechen",
  "Kabardian",
  "Marathi",
  "Bhojpuri",
  "Maithili",
  "Awadhi",
  "Nepali",
  "Marwari",
  "Magahi",
  "Haryanvi",
  "Chattisgarhi",
  "Dhundari",
  "Konkani",
  "Kanauji",
  "Mewati",
  "Rajbanshi",
  "Garhwali",
  "Kumauni",
  "Wagdi",
  "Malvi",
  "Mewari",
  "Uyghur",
  "Telugu",
  "Kannada",
  "Tamil",
  "Devanagari"
] as const;

/** A language of text. Some names are spelt oddly; they are given as the service takes them. */
export type Language = (typeof languages)[number];
