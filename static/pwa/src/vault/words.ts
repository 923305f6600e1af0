/**
 * A passphrase of words, drawn by the tablet. Loaded when one is to be made, and not before.
 *
 * The list is our own: common Swedish words for things, four to eight letters, none one slip from
 * another (a letter changed, added, left out, or two swapped), none that is hard to spell.
 */

/** How many words a passphrase has: five of 1,296 are 51.7 bits. */
export const WORDS_DRAWN = 5;

const LIST = `
ackord adress affisch album alfabet alpacka amatör amiral ananas anemon anka ankare ankdamm
anorak ansikte antenn antilop apelsin apotek applåd aprikos april arbetare arkiv armband artikel
asfalt askfat astronom atlas atlet atom autograf avokado backe badanka badboll badkar badmössa
badrum badstege badtunna bagare bageri bagge bakelse bakplåt balans balett balja ballong bambu
banan bananbåt bangolf banjo barkbåt barrskog basar basilika bassäng bastu batteri bensin berg
besked bestick betong biff bikupa bilbana bildäck biljard biljett bingo biograf biskvi björkved
björn björnbär blad bladlus blixt blomfrö blomkål blomma blomvas blus bläck blåbär blåklint
blåmes blåsippa blåval bofink bokbuss bokhylla boklåda bokmärke bokstav bokstöd boll bollplan
bomull bonde borr borste bowling boxare brandbil brandman brasa braxen brev brevduva brevlåda
brevvåg bricka broccoli brons brosch brottare brunn brygga bryggeri bröd brödbit brödkorg
brödrost brödugn bröllop buffel bukett buljong bulldog burk buske bussresa busstur butik
byggsats byrå bälte bänk bärkasse bärnsten bäver båge bågfil båthamn båthus båtmotor båtplats
båtresa böckling böna börs cello chips choklad cirkel cirkus citron clown cykel cykelbud
cykelväg cylinder cymbal dadel dagbok dagg dagis dagsljus dahlia dalgång damcykel damm dansare
deckare delfin diagram diamant dimljus dimma diplom dirigent diskbänk docka dockhus domherre
domino dovhjort dragkamp dragspel drake drivhus droppe dröm dubbdäck dunjacka dusch duva duvslag
dykare dyna däck dörr ejder ekblad ekollon ekorre eldfluga elefant element elev elgitarr elkabel
elmotor elsladd enbär enebuske espresso fabrik fackbok fackla fajans falk falukorv farfar farmor
fartyg fasan faster fest fiber fikabröd fikon filmduk filmjölk filt filter finger fiol fisk
fiskare fiskben fiskdamm fiskmås fisknät fjäder fjäll fjäril fladder flagga flamingo flaska
flicka flinga flod flotte fluga flundra flygare flygel flygplan flyttbil fläkt fläsk fläta flöjt
folkvagn fontän fotboll foto fotograf fotpall fotspår frack fralla fredag frimärke frisör frost
frukost frukt fyrtorn fänkål färg färgburk färja fästing fågel fågelbad fågelbo fårhund fårskinn
fåtölj fönster förkläde gaffel galax galon garage garderob gardin garn gasell gasol gata
gatlykta gatsten gavel genväg geting getost gips giraff gitarr gjutjärn glaciär glans glasbruk
glasruta glasskål glasögon glob gnagare gnista golv gondol gorilla granit granne gren grill
grind gris groda grotta grusväg gryning gryta grytlapp grädde gräddfil gräns gräsand gräsplan
grävling grönkål grönsak gröt guide guld guldfisk guldring guldägg gullviva gulsparv gummi
gummibåt gurka gymnast gädda gärdsmyg gåspenna hagtorn hake hallon halm halsband halsduk hammare
hammock hamn hamster handbok handboll handduk handske hantel harpa hatt havre havskust havsörn
helg herrgård himmel hingst hink hiss hjort hjortron hjul hjälm hjälte hjärta hobby hockey holme
honung hopprep hopptorn hotell huggorm humla hummer humor hund hundkoja hundra husbil huskatt
husvagn hyacint hylla häger hälsning hängsle hässja häst hästsko håla hölass hönsgård hönsägg
hörlur höstack hövagn hövding idrott igelkott igloo ingefära isbana isberg isbit isbjörn isglass
ishall iskub istapp jaguar jasmin jazz jeans jetplan jolle jord jordglob jordnöt julafton
julbock julbord julgran julkort julstake julsång jultomte jumper juni juvel jägare järnspis järv
jätte kaffe kajak kajuta kaka kakburk kakfat kakform kaktus kalas kalender kalkon kalv kamel
kamera kamrat kanal kanin kanna kanot kantband kapitel kappa kapsyl kapten karaff karamell
karavan karneval karp karta kartong karusell kassett kastanj kastrull katalog kattmat kattunge
kavaj kedja kejsare keps keramik ketchup kikare kimono kiosk kittel kiwi kjol klippa klister
klocka klubba klädnypa klänning klöver knapp knippe knäck kobra kock kofta koja kokbok kokosnöt
kolgrill kolibri kolonn komet kompass kompis kompost konditor konfetti konsert konstnär koppar
koppkaka korall korg korgboll korridor korvbröd kotte krabba krage kran krasse krater kratta
kringla kristall krita krokodil krokus krona krukväxt krydda kräfta kråka kudde kula kulle
kulram kummin kung kungsörn kupong kusin kuvert kvadrat kvarn kvartett kvast kvistsax kvitto
kyckling kylare kylskåp källa källare känguru kärna kärnhus kålhuvud kålrot köksbord köksbänk
körkort körsbär labyrint lada ladugård lagun lakan lakrits lampa landgång landsväg lantbruk
lastbil lavendel lavin ledstång lejon lekplats leksak leopard lerkruka lexikon libell lila
limstift lind linfrö lingon linjal linne linneduk livboj ljung ljusfat lodjur loppis lotteri
lucka lunch lupin lutfisk lyftkran lykta lyra läder läderrem lägenhet läktare lärare lärka
lärkträd läslampa lådbil lönnlöv lördag magasin magnet magnolia majs majskorn majstång makaron
makrill mammut mandel mango marmelad marsvin mask maskin maskot maskros matbord matkorg matlåda
matsal matta medalj mejeri melodi melon meny metall meter metkrok metmask mikrofon miljon
mineral minigolf minut mixer mjölk mjölkko mobil moln moped morfar morgon mormor morot mortel
mosaik moster muffin mugg mullvad munspel murare murgröna museum musik mussla mustang mygga mynt
myrstack mästare målare måltid målvakt månad måndag måne månsken mård mörker mörkrum mössa möte
narciss nattljus nejlika norrsken nougat novell nyckel nypon nyponros nystan nyår näbb näckros
näsa näsduk nässla nätboll nötkärna oboe ocean oliv olivolja oljefat omelett onsdag opera orange
ordbok orgel orkan orkester ormbunke ormvråk ostbåge ostkaka ostron ostskiva palats palmblad
panda pannkaka papaya papegoja papp pappask papper paprika parad paraply parasoll parfym park
parkbänk pasta pastej paus pedal pelare pelargon pelikan pendel peng penna peppar perrong
persika persilja pianist piano picknick pilbåge pilgren pilot pincett pingla pingvin pion pipa
pirat pizzabit planet plank plast plog plommon plugg plätt plånbok plåster plåt plåtask plåtburk
pojke pokal polka pollen pommes ponny popcorn poppel porslin port portal portfölj potatis pralin
prärie puck pudding puder pump pumpfrö purjo pussel pyjamas pyramid pärla pärlband pärlhöna pärm
päron påfågel påse påskris påskägg rabarber racerbil radar radhus radio raggsock raket ramp
rapsfält recept reflex regn regnbåge regnmoln regnrock rektor resväska ribbstol riddare riksväg
rimfrost ring riskaka rislampa rivjärn robot roddbåt roder roman rosblad rosbuske rosett
rosmarin rostbiff rovfågel rubin rugby rullstol runsten rygg ryggsäck rymd rytm ryttare rädisa
räfsa räka räknare rälsbuss rådjur rågbröd rågmjöl rödbeta rödhake röding rödkål rödlök rökmoln
rönn rönnbär röst safir saftglas saga sagobok sagodjur salami sallad salong salt saltkar sammet
sandal sandhög sandlåda satellit saxofon schack segel segelbåt segelduk segrare selleri semester
semla senap seriebok servett siden silke sill silver simfena simhall simmare simskola sjöbod
sjöfart sjöfågel sjöhäst sjöman skafferi skata sked skelett skepp skeppare skidor skidspår
skinka skinn skinnsko skiss skiva skjorta skjul skog skogsbär skohorn skola skolbuss skolbänk
skolgård skorpa skorsten skosula skoter skridsko skruv skulptur skurhink skyfall skymning
skärgård skärp skåp skåpbil sladd slalom slang slips slipsten slott släde slända smak smaragd
smedja smultron smycke småkaka smör smörgås snabel snickare snigel snorkel snäcka snöboll snöbär
snödriva snöfall snögubbe snöre snöstorm sockel soda soffa sofflock solhatt solros solsken
solstol solur sommar soppa soppslev spade spann sparris spenat spik spindel sportlov spårvagn
station staty stav steg stenbock stenbro stenhög stenmur stensopp stereo stjälk stjärna stol
stolpe stork strand strumpa strut stråhatt stubbe student stuga stämpel stängel ståltråd stövel
sugrör sushi svala svamp svan svarv svetsare sybord sydpol symaskin symfoni synål syren syrsa
sälg sågbock sågspån sågverk sång sångare sångbok såpa söndag tacka tackkort tagel taklampa
takpanna talgoxe tall tallrik tand tandkräm tangent tapet tapir tavelram tavla taxi teater
teburk tecken tefat tekanna tekopp telefon teleskop tempel tenn tennboll tennis termos terrass
terrier tidning tiger timglas timjan timmer tisdag tistel tjärn toalett toffel tofs tolk tomat
tomatfrö tomte tomtebo tonfisk torkskåp tornado tornfalk torp torsdag torsk traktor trana trappa
trast travbana travhäst trekant triangel trikå troll trollspö trombon trubadur trumma trumpet
tryckeri tryffel träbåt trädgren trädgård trädkoja trähus träsked träsko tråd tröja tröskel
tuggummi tulpan tumme tumstock tumvante tunga tunnel tupp turban turist turkos tvilling tvätt
tvål täcke tält tändved tärning tågresa tågspår tårta tårtbit tårtfat uggla ullgarn ullsocka
undulat utedörr utelampa utemöbel uterum utflykt utkik utsikt utter vagga vagn vaktel vallhund
vallmo valnöt valross vals vandrare vanilj vante varg varubil vatten vaxduk vaxkaka vaxljus
vecka vedbod vedlår vedspis vedträ ventil veranda verkstad verktyg vessla vete vetemjöl viking
vildand vildros vildsvin villa vinbär vindruva vinge vinter vinäger virvel visp vitkål vitling
vitlök vitsippa vittne vulkan vykort vägg väggur vägkant vägskylt värphöna väska vävstol växthus
våffla vågskål vårdag våtmark yllesock yoga yrväder zebra äggkopp äggröra äggula älva ämbar
ängsull äppelmos äppelpaj äpple ärta ärtskida ärtskott ärtsoppa ättika äventyr åker åkerbär ånga
ångbåt årsring åska åskmoln åtta ödla ögonbryn öken örhänge örngott ösregn överrock
`;

/** Every word that may be drawn. */
export const WORDS: readonly string[] = LIST.trim().split(/\s+/);

const RANGE = 2 ** 16;

/** Where in the list; each place equally likely: numbers beyond its last whole round are drawn again. */
function drawPlace(): number {
  const drawn = new DataView(crypto.getRandomValues(new Uint8Array(2)).buffer).getUint16(0);
  return drawn < RANGE - (RANGE % WORDS.length) ? drawn % WORDS.length : drawPlace();
}

/** Five words, lower case, one space between. */
export function newPassphrase(): string {
  const places = Array.from({ length: WORDS_DRAWN }, drawPlace);
  return places.flatMap((place) => WORDS.slice(place, place + 1)).join(" ");
}
