import { createRequire } from 'node:module';
import { type Font, openSync } from 'fontkit';

const require = createRequire(import.meta.url);

/** The faces used on the pages, all under the SIL Open Font License. */
const files = {
  serif: require.resolve('@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf'),
  serifItalic: require.resolve(
    '@expo-google-fonts/source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
  ),
  serifBold: require.resolve('@expo-google-fonts/source-serif-4/700Bold/SourceSerif4_700Bold.ttf'),
  sans: require.resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'),
  sansSemiBold: require.resolve('@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf'),
  sansBold: require.resolve('@expo-google-fonts/source-sans-3/700Bold/SourceSans3_700Bold.ttf'),
  garamond: require.resolve('@expo-google-fonts/eb-garamond/400Regular/EBGaramond_400Regular.ttf'),
  garamondItalic: require.resolve(
    '@expo-google-fonts/eb-garamond/400Regular_Italic/EBGaramond_400Regular_Italic.ttf',
  ),
  garamondBold: require.resolve('@expo-google-fonts/eb-garamond/700Bold/EBGaramond_700Bold.ttf'),
  garamondSemiBold: require.resolve('@expo-google-fonts/eb-garamond/600SemiBold/EBGaramond_600SemiBold.ttf'),
  mono: require.resolve('@expo-google-fonts/roboto-mono/500Medium/RobotoMono_500Medium.ttf'),
  monoBold: require.resolve('@expo-google-fonts/roboto-mono/700Bold/RobotoMono_700Bold.ttf'),
  naskh: require.resolve('@expo-google-fonts/noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf'),
  naskhBold: require.resolve('@expo-google-fonts/noto-naskh-arabic/700Bold/NotoNaskhArabic_700Bold.ttf'),
  mincho: require.resolve('@expo-google-fonts/hina-mincho/400Regular/HinaMincho_400Regular.ttf'),
  hand: require.resolve('@expo-google-fonts/caveat/500Medium/Caveat_500Medium.ttf'),
} as const;

export type FontName = keyof typeof files;

const opened = new Map<FontName, Font>();

export function openFont(name: FontName): Font {
  const known = opened.get(name);
  if (known) return known;
  const font = openSync(files[name]);
  if (!('layout' in font)) throw new Error(`${files[name]} holds several fonts, expected one`);
  opened.set(name, font);
  return font;
}
