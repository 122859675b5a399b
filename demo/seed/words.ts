/** Invented names, streets and goods for the crowd. */
export const firstNames = [
  "Ailbhe", "Amara", "Anders", "Anouk", "Bartosz", "Bea", "Callum", "Camila", "Cedric", "Ciara", "Dario", "Deirdre",
  "Diego", "Edda", "Eimear", "Elif", "Emre", "Esme", "Farah", "Finn", "Freya", "Gaia", "Gareth", "Greta", "Hamza",
  "Ilse", "Imran", "Ines", "Isla", "Jonas", "Kaito", "Katya", "Kenji", "Lars", "Lena", "Liam", "Lucia", "Maeve",
  "Malik", "Marta", "Matteo", "Mireille", "Nadia", "Niamh", "Nico", "Olu", "Owen", "Padraig", "Petra", "Quentin",
  "Rafael", "Renske", "Ronan", "Saoirse", "Selma", "Siobhan", "Tariq", "Tess", "Theo", "Ulla", "Vera", "Wanda",
  "Xenia", "Yusuf", "Zofia", "Zuri",
] as const;

export const lastNames = [
  "Abara", "Ahern", "Alves", "Arslan", "Bakker", "Barros", "Beck", "Blanc", "Bosch", "Brennan", "Castro", "Conti",
  "Cullen", "Dahl", "Demir", "Devlin", "Doyle", "Eklund", "Ennis", "Farrell", "Ferrari", "Fischer", "Flynn", "Gallo",
  "Graf", "Haas", "Hale", "Hansen", "Ibrahim", "Ivanova", "Jansen", "Jarvis", "Kaya", "Kelleher", "Kowalska", "Krause",
  "Lacroix", "Laine", "Lowe", "Lynch", "Maes", "Maher", "Moreau", "Nagy", "Nolan", "Novak", "Nwosu", "Oduya", "Ortega",
  "Parr", "Petrov", "Quirke", "Rahman", "Reilly", "Rossi", "Ryan", "Santos", "Schmitt", "Sheehan", "Silva", "Suzuki",
  "Tobin", "Torres", "Ueda", "Varga", "Vidal", "Walsh", "Weber", "Yilmaz", "Zeller",
] as const;

/** Places where the shop delivers: country, city, postal code and the language of letters. */
export const places = [
  { place: "IE", city: "Dublin", code: "D08 XX00", language: "en" },
  { place: "IE", city: "Galway", code: "H91 XX00", language: "en" },
  { place: "IE", city: "Cork", code: "T12 XX00", language: "en" },
  { place: "GB", city: "Leeds", code: "LS1 0AA", language: "en" },
  { place: "GB", city: "Bristol", code: "BS1 0AA", language: "en" },
  { place: "DE", city: "Hamburg", code: "20099", language: "de" },
  { place: "NL", city: "Utrecht", code: "3511", language: "nl" },
  { place: "FR", city: "Nantes", code: "44000", language: "fr" },
  { place: "ES", city: "Zaragoza", code: "50001", language: "es" },
  { place: "US-CA", city: "Fresno", code: "93650", language: "en" },
  { place: "US-NY", city: "Albany", code: "12200", language: "en" },
] as const;

export const streets = [
  "Quarry Lane", "Heron Walk", "Mill Race", "Orchard Row", "Harbour Steps", "Foxglove Close", "Station Road",
  "Larch Avenue", "Chapel Hill", "Weir Street", "Sandpiper Court", "Beacon Terrace",
] as const;

export const products = [
  ["LK-TENT-2P", "Skylark two-person tent", 24900], ["LK-TENT-4P", "Skylark family tent", 41900],
  ["LK-BOOT-W", "Fen walking boots", 13900], ["LK-BOOT-M", "Crag mountain boots", 18900],
  ["LK-JKT-RN", "Drizzle rain jacket", 9900], ["LK-JKT-DN", "Frost down jacket", 17900],
  ["LK-BAG-45", "Ridge 45 litre rucksack", 11900], ["LK-BAG-20", "Ridge 20 litre daypack", 5900],
  ["LK-SLP-3S", "Hollow three-season sleeping bag", 12900], ["LK-MAT-SI", "Moss self-inflating mat", 4900],
  ["LK-STV-GS", "Kettle gas stove", 3900], ["LK-LMP-HD", "Owl head lamp", 2900],
  ["LK-SOK-2P", "Wool socks, two pairs", 1900], ["LK-GLV-WP", "Waterproof gloves", 3400],
  ["LK-POL-TR", "Trail poles", 4400], ["LK-BTL-1L", "Steel bottle, 1 litre", 2400],
] as const;

export const returnReasons = [
  "Too small", "Too large", "A seam came undone", "Not the colour in the picture", "Arrived late, no longer needed",
] as const;

export const searches = ["waterproof", "two person tent", "wool", "light rucksack", "boots wide fit", "gift", ""] as const;

export const pages = [
  "/", "/tents", "/boots", "/jackets", "/rucksacks", "/sale", "/stores", "/stores/galway", "/basket", "/checkout",
  "/help/returns", "/help/delivery", "/stories/three-peaks", "/account", "/account/orders",
] as const;

export const agents = [
  "Mozilla/5.0 (X11; Linux x86_64) Firefox/148.0", "Mozilla/5.0 (iPhone; CPU iPhone OS 19_2) Safari/605.1",
  "Mozilla/5.0 (Windows NT 10.0) Chrome/144.0", "Mozilla/5.0 (Macintosh) Safari/620.2",
] as const;

export const questions = [
  "Where is my parcel?", "The zip of my jacket is stuck", "Can I change the delivery address?", "Wrong size in the box",
  "Which boots for wet rock?", "My voucher does not work", "Invoice with a company name, please",
] as const;

export const asks = [
  "Hello, I have a question about my last order.", "It still has not arrived. Could you look again?",
  "Thank you, that is kind.", "The tracking page has said the same thing for three days.",
  "I would rather have an exchange than my money back.", "Could you ring me after five?",
] as const;

export const answers = [
  "Thank you for writing. I have asked the warehouse.", "A new one leaves today, by the ordinary post.",
  "I am sorry for the wait. Here is what I found.", "Please send us a picture of the seam.",
  "I have put a note on your order.",
] as const;
