<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>Legend</name>
    <message>
        <source>Lowest %1 % of cells</source>
        <translation>Am wenigsten riskante %1 % der Zellen</translation>
    </message>
    <message>
        <source>Top %1 to %2 % of cells</source>
        <translation>Riskanteste %1 bis %2 % der Zellen</translation>
    </message>
    <message>
        <source>Top %1 % of cells</source>
        <translation>Riskanteste %1 % der Zellen</translation>
    </message>
    <message>
        <source>Risk up to %1</source>
        <translation>Risiko bis %1</translation>
    </message>
    <message>
        <source>Risk above %1, up to %2</source>
        <translation>Risiko über %1, bis %2</translation>
    </message>
    <message>
        <source>Risk above %1</source>
        <translation>Risiko über %1</translation>
    </message>
    <message>
        <source>Top %1 to %2 km²</source>
        <translation>Riskanteste %1 bis %2 km²</translation>
    </message>
    <message>
        <source>Top %1 km²</source>
        <translation>Riskanteste %1 km²</translation>
    </message>
    <message>
        <source>Top %1 to %2 cells</source>
        <translation>Riskanteste %1 bis %2 Zellen</translation>
    </message>
    <message>
        <source>Top %1 to %2 cell</source>
        <translation>Riskanteste %1 bis %2 Zelle</translation>
    </message>
    <message>
        <source>Top %1 cells</source>
        <translation>Riskanteste %1 Zellen</translation>
    </message>
    <message>
        <source>Top %1 cell</source>
        <translation>Riskanteste %1 Zelle</translation>
    </message>
    <message>
        <source>Flagged cells</source>
        <translation>Markierte Zellen</translation>
    </message>
    <message>
        <source>Other cells</source>
        <translation>Übrige Zellen</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>Keine Daten</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>risk up to %1</source>
        <translation>Risiko bis %1</translation>
    </message>
    <message>
        <source>odds less than a quarter</source>
        <translation>Chance weniger als ein Viertel so groß</translation>
    </message>
    <message>
        <source>odds a quarter to a half</source>
        <translation>Chance ein Viertel bis halb so groß</translation>
    </message>
    <message>
        <source>odds a half to four fifths</source>
        <translation>Chance halb bis vier Fünftel so groß</translation>
    </message>
    <message>
        <source>odds about the same</source>
        <translation>Chance etwa gleich groß</translation>
    </message>
    <message>
        <source>odds up to twofold</source>
        <translation>Chance bis doppelt so groß</translation>
    </message>
    <message>
        <source>odds up to fourfold</source>
        <translation>Chance bis viermal so groß</translation>
    </message>
    <message>
        <source>odds more than fourfold</source>
        <translation>Chance mehr als viermal so groß</translation>
    </message>
    <message>
        <source>true negative</source>
        <translation>richtig negativ</translation>
    </message>
    <message>
        <source>correct</source>
        <translation>korrekt</translation>
    </message>
    <message>
        <source>false negative neighbour</source>
        <translation>falsch negativ, Nachbar</translation>
    </message>
    <message>
        <source>false negative</source>
        <translation>falsch negativ</translation>
    </message>
    <message>
        <source>false positive neighbour</source>
        <translation>falsch positiv, Nachbar</translation>
    </message>
    <message>
        <source>false positive</source>
        <translation>falsch positiv</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>Data preparation</source>
        <translation>Datenaufbereitung</translation>
    </message>
    <message>
        <source>Heatmaps</source>
        <translation>Heatmaps</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>Source: Omdena&apos;s risk maps from Safecity reports, after N. Holm and E. Plynning, Spatio-temporal prediction of residential burglaries using convolutional LSTM neural networks, KTH 2018.</source>
        <translation>Quelle: die Risikokarten von Omdena aus Safecity-Meldungen, nach N. Holm und E. Plynning, Spatio-temporal prediction of residential burglaries using convolutional LSTM neural networks, KTH 2018.</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; cannot be written, as rasters are GeoTIFF files: let the name end in .tif.</source>
        <translation>%1: „%2“ kann nicht geschrieben werden, denn Raster sind GeoTIFF-Dateien: Der Name muss auf .tif enden.</translation>
    </message>
    <message>
        <source>Risk bulletin</source>
        <translation>Risikobulletin</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>about %1 of %2 cells will have an incident in this step, and %3 incidents are expected</source>
        <translation>in etwa %1 von %2 Zellen kommt es in diesem Zeitschritt zu einem Vorfall, und %3 Vorfälle werden erwartet</translation>
    </message>
    <message>
        <source>The highest risk of a cell is %1</source>
        <translation>Das höchste Risiko einer Zelle beträgt %1</translation>
    </message>
    <message>
        <source>%1: even there, no incident is likelier than one.</source>
        <translation>%1: Selbst dort ist kein Vorfall wahrscheinlicher als einer.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>, time zone: %1</source>
        <translation>, Zeitzone: %1</translation>
    </message>
    <message>
        <source>
Predicted by %1, %2 ahead</source>
        <translation>
Vorhergesagt von %1, %2 im Voraus</translation>
    </message>
    <message>
        <source>; the last step with reports starts %1</source>
        <translation>; der letzte Zeitschritt mit Meldungen beginnt %1</translation>
    </message>
    <message>
        <source>The mean risk is %1: %2.
%3</source>
        <translation>Das mittlere Risiko beträgt %1: %2.
%3</translation>
    </message>
    <message>
        <source>The mean risk here is %1, rank %2 of %3; in the whole area it is %4. Here, %5.
%6</source>
        <translation>Das mittlere Risiko beträgt hier %1, Rang %2 von %3; im ganzen Gebiet beträgt es %4. Hier gilt: %5.
%6</translation>
    </message>
    <message>
        <source>Whole area</source>
        <translation>Ganzes Gebiet</translation>
    </message>
    <message>
        <source>above %1</source>
        <translation>über %1</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>No evaluation was given: whether this forecast is better than simple counting is unknown here.</source>
        <translation>Es wurde keine Bewertung angegeben: Ob diese Vorhersage besser ist als einfaches Zählen, ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>What is checked; a rule that is left out is turned off. %1</source>
        <translation>Was geprüft wird; eine weggelassene Regel ist abgeschaltet. %1</translation>
    </message>
    <message>
        <source>Area of the incidents</source>
        <translation>Gebiet der Vorfälle</translation>
    </message>
    <message>
        <source>Places outside are far off. Empty: places more than 10 times as far from the median position as half of the table.</source>
        <translation>Orte außerhalb gelten als weit entfernt. Leer: Orte, die mehr als 10-mal so weit vom Median der Orte entfernt sind wie die Hälfte der Tabelle.</translation>
    </message>
    <message>
        <source>First plausible time</source>
        <translation>Früheste plausible Zeit</translation>
    </message>
    <message>
        <source>Earlier dates are implausible. Empty: dates more than a year, and more than 10 times as far from the median date as half of the table.</source>
        <translation>Frühere Daten sind nicht plausibel. Leer: Daten, die mehr als ein Jahr und mehr als 10-mal so weit vom Median der Daten entfernt sind wie die Hälfte der Tabelle.</translation>
    </message>
    <message>
        <source>End of the plausible time</source>
        <translation>Ende der plausiblen Zeit</translation>
    </message>
    <message>
        <source>Dates from here on are implausible. Empty: as for the first plausible time.</source>
        <translation>Daten ab hier sind nicht plausibel. Leer: wie bei der frühesten plausiblen Zeit.</translation>
    </message>
    <message>
        <source>Checked rows</source>
        <translation>Geprüfte Zeilen</translation>
    </message>
    <message>
        <source>All rows with all of their fields, and a field &quot;reasons&quot; with the names of the rules that flag them.</source>
        <translation>Alle Zeilen mit allen ihren Feldern und einem Feld „reasons“ mit den Namen der Regeln, die sie beanstanden.</translation>
    </message>
    <message>
        <source>Clean rows</source>
        <translation>Saubere Zeilen</translation>
    </message>
    <message>
        <source>The rows that no rule flags, with all of their fields.</source>
        <translation>Die Zeilen, die keine Regel beanstandet, mit allen ihren Feldern.</translation>
    </message>
    <message>
        <source>Check incidents</source>
        <translation>Vorfälle prüfen</translation>
    </message>
    <message>
        <source>incidents,points,quality,clean,duplicates,outliers,dirty data,report,crime,events</source>
        <translation>Vorfälle,Punkte,Qualität,bereinigen,Duplikate,Ausreißer,fehlerhafte Daten,Meldung,Kriminalität,Ereignisse</translation>
    </message>
    <message>
        <source>Finds what is wrong with a table of incidents, and reports it with counts, shares and examples: times and coordinates that are missing, unreadable, 0/0, exchanged or far off; rows that repeat others; dates that cannot be; times and places that pile up; how precise the times are; and months that dominate.

Results are a report (an HTML page with charts that needs nothing else), all rows with the reasons why they are flagged, on request the rows without any, and numbers for models. Nothing is dropped unless you go on with the clean rows.</source>
        <translation>Findet heraus, was an einer Tabelle von Vorfällen nicht stimmt, und berichtet es mit Anzahlen, Anteilen und Beispielen: Zeiten und Koordinaten, die fehlen, unlesbar, 0/0, vertauscht oder weit entfernt sind; Zeilen, die andere wiederholen; Daten, die nicht sein können; Zeiten und Orte, die sich häufen; wie genau die Zeiten sind; und Monate, die überwiegen.

Ergebnisse sind ein Bericht (eine HTML-Seite mit Diagrammen, die nichts weiter braucht), alle Zeilen mit den Gründen der Beanstandung, auf Wunsch die Zeilen ohne Beanstandung, und Zahlen für Modelle. Nichts wird verworfen, solange nicht mit den sauberen Zeilen weitergearbeitet wird.</translation>
    </message>
    <message>
        <source>Source: the rules are ours; see the help page.</source>
        <translation>Quelle: Die Regeln sind unsere eigenen; siehe die Hilfeseite.</translation>
    </message>
    <message>
        <source>Id field</source>
        <translation>ID-Feld</translation>
    </message>
    <message>
        <source>Field with the id of an incident, to find repeated ones.</source>
        <translation>Feld mit der ID eines Vorfalls, um wiederholte zu finden.</translation>
    </message>
    <message>
        <source>Category field</source>
        <translation>Kategoriefeld</translation>
    </message>
    <message>
        <source>Field with the category: rows of other categories are not the same incident. Empty: place and time decide.</source>
        <translation>Feld mit der Kategorie: Zeilen anderer Kategorien sind nicht derselbe Vorfall. Leer: Ort und Zeit entscheiden.</translation>
    </message>
    <message>
        <source>What was found, with charts, as one HTML page that works offline.</source>
        <translation>Was gefunden wurde, mit Diagrammen, als eine HTML-Seite, die ohne Netz funktioniert.</translation>
    </message>
    <message>
        <source>Number of rows</source>
        <translation>Zeilenanzahl</translation>
    </message>
    <message>
        <source>Number of rows that are flagged</source>
        <translation>Anzahl der beanstandeten Zeilen</translation>
    </message>
    <message>
        <source>Number of rows that the rule %1 flags</source>
        <translation>Anzahl der Zeilen, die die Regel %1 beanstandet</translation>
    </message>
    <message>
        <source>Classify risk</source>
        <translation>Risiko klassifizieren</translation>
    </message>
    <message>
        <source>reclassify,percentile,threshold,flag,hotspot,dissolve,polygonize,patrol,top,rank</source>
        <translation>reklassifizieren,Perzentil,Schwelle,markieren,Hotspot,auflösen,Polygonbildung,Streife,höchste,Rang</translation>
    </message>
    <message>
        <source>Sorts risk into classes, flags the highest of them, and says where they are.

It takes a risk raster, or any other raster whose cells are the higher the riskier. Classes change at percentiles of each map, at absolute risks (those of the model, or your own), or after so many km² or cells. Cells of equal risk stay together. Each band of risk becomes a band of classes.

On request, the flagged cells that touch along an edge become polygons with rank, risk, area in km², the incidents of the last weeks and the nearest address; and the riskiest cells become points.

The lowest class is a low risk, not a safe place; where there are no data, nothing is known.</source>
        <translation>Teilt Risiko in Klassen ein, markiert die höchsten davon und sagt, wo sie liegen.

Eingabe ist ein Risikoraster oder ein anderes Raster, dessen Zellen umso riskanter sind, je höher ihr Wert ist. Die Klassen wechseln an Perzentilen jeder Karte, an absoluten Risiken (denen des Modells oder eigenen) oder nach so und so vielen km² oder Zellen. Zellen gleichen Risikos bleiben zusammen. Aus jedem Kanal mit Risiko wird ein Kanal mit Klassen.

Auf Wunsch werden markierte Zellen, die sich an einer Kante berühren, zu Polygonen mit Rang, Risiko, Fläche in km², den Vorfällen der letzten Wochen und der nächsten Adresse; und die riskantesten Zellen werden zu Punkten.

Die niedrigste Klasse bedeutet ein niedriges Risiko, keinen sicheren Ort; wo keine Daten sind, ist nichts bekannt.</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>Result of &quot;Predict risk&quot;, of which the bands of spread and categories are left out; or any other raster of risks, of which every band is taken.</source>
        <translation>Ergebnis von „Risiko vorhersagen“, dessen Kanäle für Streuung und Kategorien ausgelassen werden; oder ein anderes Raster von Risiken, von dem jeder Kanal genommen wird.</translation>
    </message>
    <message>
        <source>Risk classes</source>
        <translation>Risikoklassen</translation>
    </message>
    <message>
        <source>GeoTIFF of class numbers from 1, the lowest risk, with the classes&apos; names and colours; 0 is no data.</source>
        <translation>GeoTIFF der Klassennummern ab 1, dem niedrigsten Risiko, mit Namen und Farben der Klassen; 0 bedeutet keine Daten.</translation>
    </message>
    <message>
        <source>Flagged areas</source>
        <translation>Markierte Flächen</translation>
    </message>
    <message>
        <source>Polygons of the flagged cells of each time step that touch along an edge, ranked by their mean risk.</source>
        <translation>Polygone der markierten Zellen jedes Zeitschritts, die sich an einer Kante berühren, geordnet nach ihrem mittleren Risiko.</translation>
    </message>
    <message>
        <source>Top cells</source>
        <translation>Oberste Zellen</translation>
    </message>
    <message>
        <source>Points at the centres of the riskiest cells of each time step, with their rank and risk.</source>
        <translation>Punkte in den Mitten der riskantesten Zellen jedes Zeitschritts, mit Rang und Risiko.</translation>
    </message>
    <message>
        <source>Number of maps, one for each time step or band</source>
        <translation>Anzahl der Karten, eine je Zeitschritt oder Kanal</translation>
    </message>
    <message>
        <source>Number of flagged cells, all maps together</source>
        <translation>Anzahl der markierten Zellen, alle Karten zusammen</translation>
    </message>
    <message>
        <source>For the method %1 alone. </source>
        <translation>Nur für die Methode %1. </translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>percentiles: of the cells of each map. model-breaks: the absolute risks that are kept in the raster, the same in every map. own-breaks: absolute risks of your own. area: the riskiest km². cells: the riskiest cells.</source>
        <translation>percentiles: der Zellen jeder Karte. model-breaks: die absoluten Risiken, die im Raster stehen, für jede Karte dieselben. own-breaks: eigene absolute Risiken. area: die riskantesten km². cells: die riskantesten Zellen.</translation>
    </message>
    <message>
        <source>Percentiles between classes [%]</source>
        <translation>Perzentile zwischen den Klassen [%]</translation>
    </message>
    <message>
        <source>Rising percentages of the cells with data, parted by commas. Published are 25,75,91,96 and 25,75,91,99.</source>
        <translation>Steigende Prozentzahlen der Zellen mit Daten, durch Kommas getrennt. Veröffentlicht sind 25,75,91,96 und 25,75,91,99.</translation>
    </message>
    <message>
        <source>Breaks between classes</source>
        <translation>Grenzen zwischen den Klassen</translation>
    </message>
    <message>
        <source>Rising risks, parted by commas; of probabilities 0 … 1.</source>
        <translation>Steigende Risiken, durch Kommas getrennt; bei Wahrscheinlichkeiten 0 … 1.</translation>
    </message>
    <message>
        <source>Areas of the highest classes [km²]</source>
        <translation>Flächen der höchsten Klassen [km²]</translation>
    </message>
    <message>
        <source>Rising areas, parted by commas: 1,5 makes a class of the riskiest km² and one of the next four.</source>
        <translation>Steigende Flächen, durch Kommas getrennt: 1,5 macht eine Klasse aus dem riskantesten km² und eine aus den nächsten vier.</translation>
    </message>
    <message>
        <source>Cells of the highest classes</source>
        <translation>Zellen der höchsten Klassen</translation>
    </message>
    <message>
        <source>Rising numbers of cells, parted by commas: 10,50 makes a class of the ten riskiest cells and one of the next forty.</source>
        <translation>Steigende Zellenanzahlen, durch Kommas getrennt: 10,50 macht eine Klasse aus den zehn riskantesten Zellen und eine aus den nächsten vierzig.</translation>
    </message>
    <message>
        <source>Flagged classes</source>
        <translation>Markierte Klassen</translation>
    </message>
    <message>
        <source>Number of highest classes that are flagged.</source>
        <translation>Anzahl der höchsten Klassen, die markiert werden.</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>graded: a colour for each class. flagged: flagged cells in one colour, the rest muted.</source>
        <translation>graded: eine Farbe je Klasse. flagged: markierte Zellen in einer Farbe, der Rest gedämpft.</translation>
    </message>
    <message>
        <source>For the flagged areas: </source>
        <translation>Für die markierten Flächen: </translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Vorfälle</translation>
    </message>
    <message>
        <source>points whose recent ones are counted in each.</source>
        <translation>Punkte, von denen die jüngsten in jeder Fläche gezählt werden.</translation>
    </message>
    <message>
        <source>Time field</source>
        <translation>Zeitfeld</translation>
    </message>
    <message>
        <source>Field that says when an incident happened: dates, dates with times, or ISO 8601 text.</source>
        <translation>Feld, das sagt, wann ein Vorfall geschah: Datum, Datum mit Zeit oder Text nach ISO 8601.</translation>
    </message>
    <message>
        <source>Recent weeks</source>
        <translation>Letzte Wochen</translation>
    </message>
    <message>
        <source>Number of weeks in which incidents are counted: those before the first time step of the risk, or, where the raster has no times, those up to the last incident.</source>
        <translation>Anzahl der Wochen, in denen Vorfälle gezählt werden: die vor dem ersten Zeitschritt des Risikos oder, wenn das Raster keine Zeiten hat, die bis zum letzten Vorfall.</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Adressen</translation>
    </message>
    <message>
        <source>layer of which the feature nearest to the riskiest cell is named.</source>
        <translation>Layer, aus dem das Objekt genannt wird, das der riskantesten Zelle am nächsten ist.</translation>
    </message>
    <message>
        <source>Address field</source>
        <translation>Adressfeld</translation>
    </message>
    <message>
        <source>Field of the addresses that names the place.</source>
        <translation>Feld der Adressen, das den Ort nennt.</translation>
    </message>
    <message>
        <source>Number of top cells</source>
        <translation>Anzahl der obersten Zellen</translation>
    </message>
    <message>
        <source>Number of riskiest cells of each time step that become points.</source>
        <translation>Anzahl der riskantesten Zellen jedes Zeitschritts, die zu Punkten werden.</translation>
    </message>
    <message>
        <source>Cell sizes</source>
        <translation>Zellengrößen</translation>
    </message>
    <message>
        <source>Sides of square cells in units of the grids&apos; coordinate reference system, parted by commas. Empty: a 16th, 32nd and 64th of the extent&apos;s longer side.</source>
        <translation>Seitenlängen quadratischer Zellen in Einheiten des Koordinatenbezugssystems der Gitter, durch Kommas getrennt. Leer: ein 16tel, 32tel und 64tel der längeren Seite der Ausdehnung.</translation>
    </message>
    <message>
        <source>Time steps</source>
        <translation>Zeitschritte</translation>
    </message>
    <message>
        <source>Lengths of a time step, parted by semicolons: n hours, days, weeks or months.</source>
        <translation>Längen eines Zeitschritts, durch Semikolons getrennt: n hours, days, weeks oder months (Stunden, Tage, Wochen, Monate).</translation>
    </message>
    <message>
        <source>Kinds of model</source>
        <translation>Modellarten</translation>
    </message>
    <message>
        <source>As in &quot;Train risk model&quot;. Networks take minutes to hours for each setting.</source>
        <translation>Wie bei „Risikomodell trainieren“. Netze brauchen Minuten bis Stunden für jede Einstellung.</translation>
    </message>
    <message>
        <source>Maps in a window</source>
        <translation>Karten in einem Fenster</translation>
    </message>
    <message>
        <source>Numbers of time steps that a network of windows sees, parted by commas; not for ratenetwork and stresnet.</source>
        <translation>Anzahlen der Zeitschritte, die ein Netz mit Fenstern sieht, durch Kommas getrennt; nicht für ratenetwork und stresnet.</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Number of times that a network sees all training steps. Empty: as many as are usual for its kind.</source>
        <translation>Wie oft ein Netz alle Trainingsschritte sieht. Leer: so oft, wie es für seine Art üblich ist.</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>Ausdehnung</translation>
    </message>
    <message>
        <source>Rectangle that is counted in. One without a coordinate reference system is in that of the incidents. Empty: around all incidents.</source>
        <translation>Rechteck, in dem gezählt wird. Eines ohne Koordinatenbezugssystem ist in dem der Vorfälle. Leer: um alle Vorfälle.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>First moment that is counted. Empty: the first incident.</source>
        <translation>Erster Zeitpunkt, der gezählt wird. Leer: der erste Vorfall.</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>First moment that is not counted any more. Empty: just after the last incident.</source>
        <translation>Erster Zeitpunkt, der nicht mehr gezählt wird. Leer: gleich nach dem letzten Vorfall.</translation>
    </message>
    <message>
        <source>Steps without incidents</source>
        <translation>Schritte ohne Vorfälle</translation>
    </message>
    <message>
        <source>without-reports: reports trickle in, and of a step without any nothing is known. true-zeros: the register is complete, and nothing happened.</source>
        <translation>without-reports: Meldungen kommen vereinzelt, und über einen Schritt ohne Meldung ist nichts bekannt. true-zeros: Das Verzeichnis ist vollständig, und es geschah nichts.</translation>
    </message>
    <message>
        <source>Study area</source>
        <translation>Untersuchungsgebiet</translation>
    </message>
    <message>
        <source>Layer of polygons. Cells whose centre is outside are left out. Empty: all cells.</source>
        <translation>Polygonlayer. Zellen, deren Mitte außerhalb liegt, werden ausgelassen. Leer: alle Zellen.</translation>
    </message>
    <message>
        <source>Coordinate reference system of the grids</source>
        <translation>Koordinatenbezugssystem der Gitter</translation>
    </message>
    <message>
        <source>Empty: that of the incidents, or, if that is in degrees, the UTM zone of the place, in metres.</source>
        <translation>Leer: das der Vorfälle oder, wenn das in Grad ist, die UTM-Zone des Ortes, in Metern.</translation>
    </message>
    <message>
        <source>Rank by</source>
        <translation>Ordnen nach</translation>
    </message>
    <message>
        <source>hitrate: share of incidents in the riskiest cells. hitratecells: share of cells with incidents. pai: hit rate over share of the area. pei: hit rate over the highest that was possible.</source>
        <translation>hitrate: Anteil der Vorfälle in den riskantesten Zellen. hitratecells: Anteil der Zellen mit Vorfällen. pai: Trefferquote geteilt durch den Flächenanteil. pei: Trefferquote geteilt durch die höchste, die möglich war.</translation>
    </message>
    <message>
        <source>Area flagged in a step [km²]</source>
        <translation>Je Schritt markierte Fläche [km²]</translation>
    </message>
    <message>
        <source>The same for all cell sizes, so that they compare fairly. 0: 5 % of the extent.</source>
        <translation>Für alle Zellengrößen dieselbe, damit der Vergleich gerecht ist. 0: 5 % der Ausdehnung.</translation>
    </message>
    <message>
        <source>Time budget [minutes]</source>
        <translation>Zeitrahmen [Minuten]</translation>
    </message>
    <message>
        <source>No setting is begun that would likely end after it. With RECORD the rest can be run later.</source>
        <translation>Keine Einstellung wird begonnen, die wohl erst danach fertig wäre. Mit RECORD kann der Rest später laufen.</translation>
    </message>
    <message>
        <source>Share of the test [%]</source>
        <translation>Anteil des Tests [%]</translation>
    </message>
    <message>
        <source>Percentage of the time, the latest, that only the winner is scored on.</source>
        <translation>Prozentsatz der Zeit, der späteste, an dem nur der Gewinner bewertet wird.</translation>
    </message>
    <message>
        <source>Share of the validation [%]</source>
        <translation>Anteil der Validierung [%]</translation>
    </message>
    <message>
        <source>Percentage of the time before that, the latest, that settings are ranked on.</source>
        <translation>Prozentsatz der Zeit davor, der späteste, nach dem die Einstellungen geordnet werden.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Saat</translation>
    </message>
    <message>
        <source>Start of the random numbers.</source>
        <translation>Startwert der Zufallszahlen.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Table of all settings with their scores, best first.</source>
        <translation>Tabelle aller Einstellungen mit ihren Bewertungen, die beste zuerst.</translation>
    </message>
    <message>
        <source>The ranking, as one HTML page that works offline.</source>
        <translation>Die Rangfolge als eine HTML-Seite, die ohne Netz funktioniert.</translation>
    </message>
    <message>
        <source>Winning settings</source>
        <translation>Beste Einstellungen</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON-Dateien (*.json)</translation>
    </message>
    <message>
        <source>The winner, as &quot;qgis_process run riskcast:forecastrisk -&quot; reads it.</source>
        <translation>Der Gewinner, wie ihn „qgis_process run riskcast:forecastrisk -“ liest.</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufzeichnung</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON-Zeilen (*.jsonl)</translation>
    </message>
    <message>
        <source>Keeps what is done after each setting. Run again with the same incidents and the same file, what is done is not done again.</source>
        <translation>Hält nach jeder Einstellung fest, was erledigt ist. Bei einem neuen Lauf mit denselben Vorfällen und derselben Datei wird Erledigtes nicht wiederholt.</translation>
    </message>
    <message>
        <source>What came out, in words</source>
        <translation>Was herauskam, in Worten</translation>
    </message>
    <message>
        <source>Score of the winner on the validation period</source>
        <translation>Bewertung des Gewinners im Validierungszeitraum</translation>
    </message>
    <message>
        <source>Score of the winner on the test period, once every setting was run</source>
        <translation>Bewertung des Gewinners im Testzeitraum, sobald jede Einstellung gelaufen ist</translation>
    </message>
    <message>
        <source>Cell size of the winner</source>
        <translation>Zellengröße des Gewinners</translation>
    </message>
    <message>
        <source>Time step of the winner</source>
        <translation>Zeitschritt des Gewinners</translation>
    </message>
    <message>
        <source>Kind of model of the winner</source>
        <translation>Modellart des Gewinners</translation>
    </message>
    <message>
        <source>Number of settings that the time did not suffice for</source>
        <translation>Anzahl der Einstellungen, für die die Zeit nicht reichte</translation>
    </message>
    <message>
        <source>Compare settings</source>
        <translation>Einstellungen vergleichen</translation>
    </message>
    <message>
        <source>tune,hyperparameters,search,grid size,cell size,time step,window,model selection,validation</source>
        <translation>abstimmen,Hyperparameter,Suche,Gittergröße,Zellengröße,Zeitschritt,Fenster,Modellauswahl,Validierung</translation>
    </message>
    <message>
        <source>Finds the cell size, time step and kind of model that forecast best, in a time budget.

Every combination is counted, trained on the earlier part of the incidents, and ranked by its forecasts of the validation period that follows. All flag the same area in km², so that small and large cells compare fairly. When all are done, the winner alone is scored once on the test period, the latest part, beside simple baselines.

Results are a table, a report, and the winner as settings that qgis_process can run.</source>
        <translation>Findet die Zellengröße, den Zeitschritt und die Modellart, die am besten vorhersagen, in einem Zeitrahmen.

Jede Kombination wird gezählt, auf dem früheren Teil der Vorfälle trainiert und nach ihren Vorhersagen des folgenden Validierungszeitraums geordnet. Alle markieren dieselbe Fläche in km², damit der Vergleich kleiner und großer Zellen gerecht ist. Sind alle fertig, wird allein der Gewinner ein einziges Mal am Testzeitraum, dem spätesten Teil, bewertet, neben einfachen Vergleichsmodellen.

Ergebnisse sind eine Tabelle, ein Bericht und der Gewinner als Einstellungen, die qgis_process ausführen kann.</translation>
    </message>
    <message>
        <source>Source: what Omdena&apos;s publication names as room for improvement; the help page says how it is compared.</source>
        <translation>Quelle: was die Veröffentlichung von Omdena als Verbesserung vorschlägt; die Hilfeseite sagt, wie verglichen wird.</translation>
    </message>
    <message>
        <source>Weight field</source>
        <translation>Gewichtungsfeld</translation>
    </message>
    <message>
        <source>What an incident counts, a number from 0 on. Empty: each counts 1.</source>
        <translation>Wie viel ein Vorfall zählt, eine Zahl ab 0. Leer: jeder zählt 1.</translation>
    </message>
    <message>
        <source>Create heatmap stack</source>
        <translation>Heatmap-Stapel erstellen</translation>
    </message>
    <message>
        <source>incidents,count,grid,raster,density,time series,crime,events,hour,day,week,month</source>
        <translation>Vorfälle,zählen,Gitter,Raster,Dichte,Zeitreihe,Kriminalität,Ereignisse,Stunde,Tag,Woche,Monat</translation>
    </message>
    <message>
        <source>Counts incidents per grid cell and time step.

The result is a GeoTIFF with one band per time step. Its values are exact counts of incidents: 0 where nothing happened, never a number that was made up. Steps without any incident are marked as without reports, or, for complete registers, as true zeros. An incident on the outer edge of the grid belongs to the last cell. Rows that are left out are counted by reason in the log and in the file.

Incidents in degrees are put into the UTM zone of the place, in metres, unless a coordinate reference system is chosen.

On request, a second raster shows the maps as a network sees them: with gaps filled, and binary.</source>
        <translation>Zählt Vorfälle je Gitterzelle und Zeitschritt.

Das Ergebnis ist ein GeoTIFF mit einem Kanal je Zeitschritt. Seine Werte sind genaue Anzahlen von Vorfällen: 0, wo nichts geschah, nie eine erfundene Zahl. Schritte ohne einen Vorfall werden als Schritte ohne Meldungen gekennzeichnet oder, bei vollständigen Verzeichnissen, als echte Nullen. Ein Vorfall auf dem äußeren Rand des Gitters gehört zur letzten Zelle. Ausgelassene Zeilen werden nach Gründen gezählt, im Protokoll und in der Datei.

Vorfälle in Grad werden in die UTM-Zone des Ortes gebracht, in Metern, wenn kein Koordinatenbezugssystem gewählt ist.

Auf Wunsch zeigt ein zweites Raster die Karten, wie ein Netz sie sieht: mit gefüllten Lücken und binär.</translation>
    </message>
    <message>
        <source>Heatmap stack to extend</source>
        <translation>Zu verlängernder Heatmap-Stapel</translation>
    </message>
    <message>
        <source>Its maps are taken, and counting goes on where they end, in the same grid, steps, categories and study area; what is said of these here has no effect. The result needs a file of its own. Empty: everything is counted.</source>
        <translation>Seine Karten werden übernommen, und das Zählen geht da weiter, wo sie enden, in demselben Gitter, mit denselben Schritten, Kategorien und demselben Untersuchungsgebiet; was dazu hier angegeben ist, hat keine Wirkung. Das Ergebnis braucht eine eigene Datei. Leer: Alles wird gezählt.</translation>
    </message>
    <message>
        <source>Heatmap stack</source>
        <translation>Heatmap-Stapel</translation>
    </message>
    <message>
        <source>GeoTIFF of counts, one band per time step.</source>
        <translation>GeoTIFF der Anzahlen, ein Kanal je Zeitschritt.</translation>
    </message>
    <message>
        <source>Filled and binary maps</source>
        <translation>Gefüllte und binäre Karten</translation>
    </message>
    <message>
        <source>GeoTIFF to look at: first the maps with gaps filled linearly, then the binary maps. Never trained on.</source>
        <translation>GeoTIFF zum Ansehen: zuerst die Karten mit linear gefüllten Lücken, dann die binären Karten. Damit wird nie trainiert.</translation>
    </message>
    <message>
        <source>Number of time steps</source>
        <translation>Anzahl der Zeitschritte</translation>
    </message>
    <message>
        <source>Number of time steps with reports</source>
        <translation>Anzahl der Zeitschritte mit Meldungen</translation>
    </message>
    <message>
        <source>Number of incidents counted</source>
        <translation>Anzahl der gezählten Vorfälle</translation>
    </message>
    <message>
        <source>Number of rows left out</source>
        <translation>Anzahl der ausgelassenen Zeilen</translation>
    </message>
    <message>
        <source>Share of cells without any incident, 0 … 1</source>
        <translation>Anteil der Zellen ohne einen Vorfall, 0 … 1</translation>
    </message>
    <message>
        <source>Share of time steps without any incident, 0 … 1</source>
        <translation>Anteil der Zeitschritte ohne einen Vorfall, 0 … 1</translation>
    </message>
    <message>
        <source>Cells with an incident in the mean observed time step</source>
        <translation>Zellen mit einem Vorfall in einem mittleren Zeitschritt mit Meldungen</translation>
    </message>
    <message>
        <source>Share of cells with an incident that had one in the step before, 0 … 1</source>
        <translation>Anteil der Zellen mit einem Vorfall, die im Schritt davor einen hatten, 0 … 1</translation>
    </message>
    <message>
        <source>Width of a cell, in units of the grid&apos;s reference system</source>
        <translation>Breite einer Zelle, in Einheiten des Bezugssystems des Gitters</translation>
    </message>
    <message>
        <source>Height of a cell, in units of the grid&apos;s reference system</source>
        <translation>Höhe einer Zelle, in Einheiten des Bezugssystems des Gitters</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(kein Name)</translation>
    </message>
    <message>
        <source>Layer of polygons by which incidents, hits and flagged cells are told apart: who is flagged. A cell belongs to the district that its centre is in.</source>
        <translation>Polygonlayer, nach dem Vorfälle, Treffer und markierte Zellen unterschieden werden: wer markiert wird. Eine Zelle gehört zu dem Bezirk, in dem ihre Mitte liegt.</translation>
    </message>
    <message>
        <source>Streets</source>
        <translation>Straßen</translation>
    </message>
    <message>
        <source>Layer of lines whose length, instead of the area, is what shares are of. Empty: the area.</source>
        <translation>Linienlayer, auf dessen Länge statt auf die Fläche sich Anteile beziehen. Leer: die Fläche.</translation>
    </message>
    <message>
        <source>The verdict, charts, a map of the six labels and all settings, as one HTML page that works offline.</source>
        <translation>Das Urteil, Diagramme, eine Karte der sechs Kennzeichnungen und alle Einstellungen, als eine HTML-Seite, die ohne Netz funktioniert.</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Bewertungen</translation>
    </message>
    <message>
        <source>Table of every score of every model, with its difference to the best baseline and its interval.</source>
        <translation>Tabelle aller Bewertungen aller Modelle, mit ihrem Unterschied zum besten Vergleichsmodell und dessen Intervall.</translation>
    </message>
    <message>
        <source>Labels by percentile</source>
        <translation>Kennzeichnungen je Perzentil</translation>
    </message>
    <message>
        <source>Table of the six labels above each percentile, as published.</source>
        <translation>Tabelle der sechs Kennzeichnungen über jedem Perzentil, wie veröffentlicht.</translation>
    </message>
    <message>
        <source>Hits by group</source>
        <translation>Treffer je Gruppe</translation>
    </message>
    <message>
        <source>Table of hits and flagged cells by category, weekday, hour, season, month and district.</source>
        <translation>Tabelle der Treffer und markierten Zellen nach Kategorie, Wochentag, Stunde, Jahreszeit, Monat und Bezirk.</translation>
    </message>
    <message>
        <source>Six labels</source>
        <translation>Sechs Kennzeichnungen</translation>
    </message>
    <message>
        <source>GeoTIFF of the six labels of the main model, one band a tested step, dated.</source>
        <translation>GeoTIFF der sechs Kennzeichnungen des Hauptmodells, ein Kanal je getestetem Schritt, mit Zeitangabe.</translation>
    </message>
    <message>
        <source>Percentile of the raster of labels</source>
        <translation>Perzentil des Rasters der Kennzeichnungen</translation>
    </message>
    <message>
        <source>One of the percentiles, above which the raster&apos;s cells are flagged.</source>
        <translation>Eines der Perzentile; darüber sind die Zellen des Rasters markiert.</translation>
    </message>
    <message>
        <source>The verdict in a few sentences</source>
        <translation>Das Urteil in wenigen Sätzen</translation>
    </message>
    <message>
        <source>Name of the model that the verdict is about: the one with the most hits</source>
        <translation>Name des Modells, um das es im Urteil geht: das mit den meisten Treffern</translation>
    </message>
    <message>
        <source>Name of the baseline with the most hits</source>
        <translation>Name des Vergleichsmodells mit den meisten Treffern</translation>
    </message>
    <message>
        <source>Number of steps that were scored</source>
        <translation>Anzahl der bewerteten Schritte</translation>
    </message>
    <message>
        <source>Number of incidents in the scored cells</source>
        <translation>Anzahl der Vorfälle in den bewerteten Zellen</translation>
    </message>
    <message>
        <source>Share of incidents in the riskiest MAIN_SHARE of the area, 0 … 1</source>
        <translation>Anteil der Vorfälle in den riskantesten MAIN_SHARE der Fläche, 0 … 1</translation>
    </message>
    <message>
        <source>Hit rate, minus that of the rival</source>
        <translation>Trefferquote minus die des Rivalen</translation>
    </message>
    <message>
        <source>Low end of the 95 % interval of the difference</source>
        <translation>Unteres Ende des 95-%-Intervalls des Unterschieds</translation>
    </message>
    <message>
        <source>High end of the 95 % interval of the difference</source>
        <translation>Oberes Ende des 95-%-Intervalls des Unterschieds</translation>
    </message>
    <message>
        <source>Log loss; lower is better</source>
        <translation>Logarithmischer Verlust; niedriger ist besser</translation>
    </message>
    <message>
        <source>How much lower the log loss is than the long-run rate&apos;s, as a share of it</source>
        <translation>Um wie viel der logarithmische Verlust niedriger ist als der der langfristigen Rate, als Anteil davon</translation>
    </message>
    <message>
        <source>Evaluate risk model</source>
        <translation>Risikomodell bewerten</translation>
    </message>
    <message>
        <source>score,accuracy,hit rate,pai,pei,roc,auc,brier,calibration,baseline,bootstrap,hotspot,report</source>
        <translation>Bewertung,Genauigkeit,Trefferquote,PAI,PEI,ROC,AUC,Brier,Kalibrierung,Vergleichsmodell,Bootstrap,Hotspot,Bericht</translation>
    </message>
    <message>
        <source>Tells whether a model is better than simple counting, by how much, how sure that is, and which threshold to use.

Models and baselines predict, step by step, a period that is later than all that they learned from. Scores are the six labels, hit rate, PAI and PEI in shares of the area, and how good the probabilities are; each is compared with that of the best baseline, with a 95 % interval from a bootstrap over weeks.

Without models, the baselines alone are compared.

Scoring runs in a program of its own, the Riskcast engine. The log shows its command, which can be repeated without QGIS.</source>
        <translation>Sagt, ob ein Modell besser ist als einfaches Zählen, um wie viel, wie sicher das ist und welche Schwelle zu empfehlen ist.

Modelle und Vergleichsmodelle sagen Schritt für Schritt einen Zeitraum vorher, der später ist als alles, woraus sie gelernt haben. Bewertet werden die sechs Kennzeichnungen, Trefferquote, PAI und PEI in Flächenanteilen und wie gut die Wahrscheinlichkeiten sind; alles wird mit dem besten Vergleichsmodell verglichen, mit einem 95-%-Intervall aus einem Bootstrap über Wochen.

Ohne Modelle werden nur die Vergleichsmodelle verglichen.

Die Bewertung läuft in einem eigenen Programm, der Riskcast-Engine. Das Protokoll zeigt ihren Befehl, der auch ohne QGIS wiederholt werden kann.</translation>
    </message>
    <message>
        <source>Source: six labels after N. Holm and E. Plynning, KTH 2018; PAI after S. Chainey, L. Tompson and S. Uhlig, Security Journal 2008; PEI after J. Hunt, NIJ 2016; see the help page.</source>
        <translation>Quelle: sechs Kennzeichnungen nach N. Holm und E. Plynning, KTH 2018; PAI nach S. Chainey, L. Tompson und S. Uhlig, Security Journal 2008; PEI nach J. Hunt, NIJ 2016; siehe die Hilfeseite.</translation>
    </message>
    <message>
        <source>Result of &quot;Create heatmap stack&quot; that reaches beyond what the models learned from.</source>
        <translation>Ergebnis von „Heatmap-Stapel erstellen“, das über das hinausreicht, woraus die Modelle gelernt haben.</translation>
    </message>
    <message>
        <source>Results of &quot;Train risk model&quot;. Empty: baselines alone.</source>
        <translation>Ergebnisse von „Risikomodell trainieren“. Leer: nur Vergleichsmodelle.</translation>
    </message>
    <message>
        <source>Baselines</source>
        <translation>Vergleichsmodelle</translation>
    </message>
    <message>
        <source>Simple models that are fitted to the steps before the test and scored beside the given ones. What does not beat them is not worth its time.</source>
        <translation>Einfache Modelle, die an die Schritte vor dem Test angepasst und neben den angegebenen bewertet werden. Was sie nicht schlägt, ist seinen Aufwand nicht wert.</translation>
    </message>
    <message>
        <source>Start of the test</source>
        <translation>Beginn des Tests</translation>
    </message>
    <message>
        <source>First moment that is tested. Empty: where the steps that the models learned from end.</source>
        <translation>Erster Zeitpunkt, der getestet wird. Leer: wo die Schritte enden, aus denen die Modelle gelernt haben.</translation>
    </message>
    <message>
        <source>End of the test</source>
        <translation>Ende des Tests</translation>
    </message>
    <message>
        <source>First moment that is not tested any more. Empty: the end of the heatmap stack.</source>
        <translation>Erster Zeitpunkt, der nicht mehr getestet wird. Leer: das Ende des Heatmap-Stapels.</translation>
    </message>
    <message>
        <source>Share of test steps [%]</source>
        <translation>Anteil der Testschritte [%]</translation>
    </message>
    <message>
        <source>Percentage of the steps with reports, the latest, that are tested where neither a model nor START says since when.</source>
        <translation>Prozentsatz der Schritte mit Meldungen, die spätesten, die getestet werden, wenn weder ein Modell noch START sagt, ab wann.</translation>
    </message>
    <message>
        <source>Train again every so many steps</source>
        <translation>Alle so viele Schritte neu trainieren</translation>
    </message>
    <message>
        <source>Number of tested steps after which all models and baselines are trained again on all that is known by then, as they would be in use. 0: never.</source>
        <translation>Anzahl der getesteten Schritte, nach denen alle Modelle und Vergleichsmodelle neu trainiert werden, mit allem, was bis dahin bekannt ist, wie im Einsatz. 0: nie.</translation>
    </message>
    <message>
        <source>Border [cells]</source>
        <translation>Rand [Zellen]</translation>
    </message>
    <message>
        <source>Number of outer rings of cells that are not scored.</source>
        <translation>Anzahl der äußeren Ringe von Zellen, die nicht bewertet werden.</translation>
    </message>
    <message>
        <source>Share of the area [%]</source>
        <translation>Anteil der Fläche [%]</translation>
    </message>
    <message>
        <source>Percentage of the area, the riskiest, that the verdict and the groups are about: what can be watched in one step.</source>
        <translation>Prozentsatz der Fläche, der riskanteste, um den es im Urteil und bei den Gruppen geht: was in einem Schritt überwacht werden kann.</translation>
    </message>
    <message>
        <source>Percentiles</source>
        <translation>Perzentile</translation>
    </message>
    <message>
        <source>Percentiles of the predictions above which cells are flagged, for the six labels.</source>
        <translation>Perzentile der Vorhersagen, über denen Zellen markiert werden, für die sechs Kennzeichnungen.</translation>
    </message>
    <message>
        <source>Thresholds from</source>
        <translation>Schwellen aus</translation>
    </message>
    <message>
        <source>Of which predictions the percentiles are. training: those for the training steps, known before the test. test: all of the test, as published, which know the future. step: those for each step, so that each flags the same area.</source>
        <translation>Aus welchen Vorhersagen die Perzentile stammen. training: denen für die Trainingsschritte, die vor dem Test bekannt sind. test: dem ganzen Test, wie veröffentlicht; sie kennen die Zukunft. step: denen für jeden Schritt, sodass jeder dieselbe Fläche markiert.</translation>
    </message>
    <message>
        <source>Neighbourhood [cells]</source>
        <translation>Nachbarschaft [Zellen]</translation>
    </message>
    <message>
        <source>Number of cells within which a near miss counts as one, across corners, too.</source>
        <translation>Anzahl der Zellen, innerhalb derer knapp daneben als solches zählt, auch über Ecken.</translation>
    </message>
    <message>
        <source>Weeks in a block</source>
        <translation>Wochen in einem Block</translation>
    </message>
    <message>
        <source>Number of weeks that the bootstrap draws together; it gives the intervals. Longer blocks where waves of incidents last longer.</source>
        <translation>Anzahl der Wochen, die der Bootstrap zusammen zieht; er liefert die Intervalle. Längere Blöcke, wo Wellen von Vorfällen länger dauern.</translation>
    </message>
    <message>
        <source>Samples of the bootstrap</source>
        <translation>Stichproben des Bootstraps</translation>
    </message>
    <message>
        <source>Number of samples of weeks that intervals come from.</source>
        <translation>Anzahl der Stichproben von Wochen, aus denen die Intervalle stammen.</translation>
    </message>
    <message>
        <source>Start of the random numbers. The same seed and inputs give the same scores.</source>
        <translation>Startwert der Zufallszahlen. Dieselbe Saat und dieselben Eingaben ergeben dieselben Bewertungen.</translation>
    </message>
    <message>
        <source>Explain risk</source>
        <translation>Risiko erklären</translation>
    </message>
    <message>
        <source>why,reason,factor,cause,attribution,importance,occlusion,odds</source>
        <translation>warum,Grund,Faktor,Ursache,Zuordnung,Wichtigkeit,Okklusion,Chance</translation>
    </message>
    <message>
        <source>Source: occlusion is that of Zeiler and Fergus 2014, arXiv 1311.2901; the factors are ours.</source>
        <translation>Quelle: Die Okklusion ist die von Zeiler und Fergus 2014, arXiv 1311.2901; die Faktoren sind unsere eigenen.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Result of &quot;Train risk model&quot;.</source>
        <translation>Ergebnis von „Risikomodell trainieren“.</translation>
    </message>
    <message>
        <source>Recent steps</source>
        <translation>Jüngste Schritte</translation>
    </message>
    <message>
        <source>Number of the latest time steps whose incidents are called recent. Empty: a week of hours, 28 days, 8 weeks or 3 months.</source>
        <translation>Anzahl der letzten Zeitschritte, deren Vorfälle als jüngste gelten. Leer: eine Woche aus Stunden, 28 Tage, 8 Wochen oder 3 Monate.</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Erklärung</translation>
    </message>
    <message>
        <source>GeoTIFF of five bands: the risk, and the effects of the long-run rate, of season and weekday, of recent incidents nearby, and of recent incidents here.</source>
        <translation>GeoTIFF mit fünf Kanälen: dem Risiko und den Wirkungen der langfristigen Rate, von Jahreszeit und Wochentag, der jüngsten Vorfälle in der Nähe und der jüngsten Vorfälle hier.</translation>
    </message>
    <message>
        <source>Start of the time step that is explained (ISO 8601)</source>
        <translation>Beginn des erklärten Zeitschritts (ISO 8601)</translation>
    </message>
    <message>
        <source>Logarithm of the odds of the mean risk, which the effects add to</source>
        <translation>Logarithmus der Chance des mittleren Risikos, zu dem die Wirkungen addiert werden</translation>
    </message>
    <message>
        <source>Export risk bulletin</source>
        <translation>Risikobulletin exportieren</translation>
    </message>
    <message>
        <source>pdf,print,layout,atlas,report,map,legend,district,ward,zonal</source>
        <translation>PDF,drucken,Layout,Atlas,Bericht,Karte,Legende,Bezirk,Stadtteil,zonal</translation>
    </message>
    <message>
        <source>Prints a risk raster as PDF files, one for each step or district, without touching the screen.

A page has the map with its legend, the time, the base rate in words, the verdict of an evaluation, how the map must be read, and a table of the districts: rank, mean and highest risk, and the incidents that are expected. Risks are probabilities of at least one incident in a cell and step.

The page is a print layout, layouts/risk_bulletin.qpt in the plugin&apos;s folder. A copy of it, changed in QGIS, may be given as the template.</source>
        <translation>Druckt ein Risikoraster als PDF-Dateien, eine je Schritt oder Bezirk, ohne den Bildschirm zu brauchen.

Eine Seite enthält die Karte mit ihrer Legende, die Zeit, die Grundrate in Worten, das Urteil einer Bewertung, wie die Karte zu lesen ist, und eine Tabelle der Bezirke: Rang, mittleres und höchstes Risiko und die erwarteten Vorfälle. Risiken sind Wahrscheinlichkeiten von mindestens einem Vorfall je Zelle und Schritt.

Die Seite ist ein Drucklayout, layouts/risk_bulletin.qpt im Ordner der Erweiterung. Eine in QGIS geänderte Kopie davon kann als Vorlage angegeben werden.</translation>
    </message>
    <message>
        <source>Source: the layout is ours; which cells are a district&apos;s follows QGIS&apos;s zonal statistics.</source>
        <translation>Quelle: Das Layout ist unser eigenes; welche Zellen zu einem Bezirk gehören, folgt der zonalen Statistik von QGIS.</translation>
    </message>
    <message>
        <source>Risk raster</source>
        <translation>Risikoraster</translation>
    </message>
    <message>
        <source>Result of &quot;Predict risk&quot;.</source>
        <translation>Ergebnis von „Risiko vorhersagen“.</translation>
    </message>
    <message>
        <source>Layer of polygons for the table, the map and the bulletins of districts.</source>
        <translation>Polygonlayer für die Tabelle, die Karte und die Bulletins der Bezirke.</translation>
    </message>
    <message>
        <source>One PDF per</source>
        <translation>Ein PDF je</translation>
    </message>
    <message>
        <source>step: the whole area, with a table of all districts. district: the district in its surroundings, a page for each step.</source>
        <translation>step: das ganze Gebiet, mit einer Tabelle aller Bezirke. district: der Bezirk in seiner Umgebung, eine Seite je Schritt.</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>First line of each page. Empty: Risk bulletin.</source>
        <translation>Erste Zeile jeder Seite. Leer: Risikobulletin.</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Report of &quot;Evaluate risk model&quot; on the same model, whose verdict is printed. Empty: the page says that there is none.</source>
        <translation>Bericht von „Risikomodell bewerten“ über dasselbe Modell, dessen Urteil gedruckt wird. Leer: Die Seite sagt, dass es keinen gibt.</translation>
    </message>
    <message>
        <source>Basemap</source>
        <translation>Hintergrundkarte</translation>
    </message>
    <message>
        <source>Layers to draw beneath the risk, the uppermost first.</source>
        <translation>Layer, die unter dem Risiko gezeichnet werden, der oberste zuerst.</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Print layout with items of the ids that ours has. Empty: ours.</source>
        <translation>Drucklayout mit Elementen, die die IDs des unseren haben. Leer: unseres.</translation>
    </message>
    <message>
        <source>Folder of bulletins</source>
        <translation>Ordner der Bulletins</translation>
    </message>
    <message>
        <source>Folder for the PDF files, named after the start of the step or the district.</source>
        <translation>Ordner für die PDF-Dateien, benannt nach dem Beginn des Schritts oder dem Bezirk.</translation>
    </message>
    <message>
        <source>Number of PDF files</source>
        <translation>Anzahl der PDF-Dateien</translation>
    </message>
    <message>
        <source>netCDF</source>
        <translation>netCDF</translation>
    </message>
    <message>
        <source>GeoPackage</source>
        <translation>GeoPackage</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Parquet</source>
        <translation>Parquet</translation>
    </message>
    <message>
        <source>Export heatmap stack</source>
        <translation>Heatmap-Stapel exportieren</translation>
    </message>
    <message>
        <source>counts,total,month,sum,netcdf,cf,xarray,mesh,table,csv,parquet</source>
        <translation>Anzahlen,gesamt,Monat,Summe,netCDF,CF,xarray,Netz,Tabelle,CSV,Parquet</translation>
    </message>
    <message>
        <source>Writes the counts of a heatmap stack as other programs read them, and adds up steps.

The suffix of the file says how. A netCDF (.nc) follows the CF conventions, so that xarray and QGIS&apos;s mesh layers know its times. A table (.gpkg, .csv, .parquet) has a row for each cell, step and category that has incidents, with its count; read as incidents with this weight it gives the same stack. A .tif is a heatmap stack again, of months or of one step as long as all.</source>
        <translation>Schreibt die Anzahlen eines Heatmap-Stapels so, wie andere Programme sie lesen, und fasst Schritte zusammen.

Die Endung der Datei sagt, wie. Ein netCDF (.nc) folgt den CF-Konventionen, sodass xarray und die Netzlayer von QGIS seine Zeiten kennen. Eine Tabelle (.gpkg, .csv, .parquet) hat eine Zeile je Zelle, Schritt und Kategorie mit Vorfällen, mit deren Anzahl; als Vorfälle mit diesem Gewicht gelesen ergibt sie denselben Stapel. Ein .tif ist wieder ein Heatmap-Stapel, aus Monaten oder aus einem Schritt, so lang wie alle.</translation>
    </message>
    <message>
        <source>Source: the CF conventions 1.8, https://cfconventions.org.</source>
        <translation>Quelle: die CF-Konventionen 1.8, https://cfconventions.org.</translation>
    </message>
    <message>
        <source>Result of &quot;Create heatmap stack&quot;.</source>
        <translation>Ergebnis von „Heatmap-Stapel erstellen“.</translation>
    </message>
    <message>
        <source>Add up by</source>
        <translation>Zusammenfassen nach</translation>
    </message>
    <message>
        <source>steps: nothing is added up. months: the calendar month that a step starts in. total: all steps together.</source>
        <translation>steps: Nichts wird zusammengefasst. months: der Kalendermonat, in dem ein Schritt beginnt. total: alle Schritte zusammen.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>File to write; its suffix says the format: .nc, .gpkg, .csv, .parquet (where GDAL has it) or .tif.</source>
        <translation>Zu schreibende Datei; ihre Endung sagt das Format: .nc, .gpkg, .csv, .parquet (wo GDAL es hat) oder .tif.</translation>
    </message>
    <message>
        <source>First moment that is counted, as 2016-07-01 or 2016-07-01T18:00:00. Empty: that of the period that is found.</source>
        <translation>Erster Zeitpunkt, der gezählt wird, wie 2016-07-01 oder 2016-07-01T18:00:00. Leer: der des gefundenen Zeitraums.</translation>
    </message>
    <message>
        <source>First moment that is not counted any more, at which the first step that is forecast begins. Empty: just after the layer&apos;s last incident, or the end of the period that is found if that comes first.</source>
        <translation>Erster Zeitpunkt, der nicht mehr gezählt wird und an dem der erste vorhergesagte Schritt beginnt. Leer: gleich nach dem letzten Vorfall des Layers oder das Ende des gefundenen Zeitraums, wenn das früher ist.</translation>
    </message>
    <message>
        <source>Forecast risk</source>
        <translation>Risiko prognostizieren</translation>
    </message>
    <message>
        <source>pipeline,incidents,tomorrow,probability,risk map,crime,hotspot,convlstm</source>
        <translation>Pipeline,Vorfälle,morgen,Wahrscheinlichkeit,Risikokarte,Kriminalität,Hotspot,ConvLSTM</translation>
    </message>
    <message>
        <source>From dated points to a map of tomorrow&apos;s risk, in one go: selects extent and period, counts incidents per grid cell and time step, trains a model and scores it beside its baselines, and predicts the risk of the time steps that follow.

The first step that is forecast follows the layer&apos;s last incident, or the period that is found where the layer goes on after it. Give the end to forecast from another time on.

The risk of a cell is the calibrated probability, 0 … 1, of at least one incident in the time step. A low class does not mean that a place is safe.

What the four algorithms in between make can be kept: the selection, the heatmap stack and the model.</source>
        <translation>Von Punkten mit Datum zur Risikokarte von morgen, in einem Zug: wählt Ausdehnung und Zeitraum, zählt Vorfälle je Gitterzelle und Zeitschritt, trainiert ein Modell und bewertet es neben seinen Vergleichsmodellen, und sagt das Risiko der folgenden Zeitschritte vorher.

Der erste vorhergesagte Schritt folgt auf den letzten Vorfall des Layers oder auf den gefundenen Zeitraum, wenn der Layer danach weitergeht. Für eine Vorhersage ab einer anderen Zeit das Ende angeben.

Das Risiko einer Zelle ist die kalibrierte Wahrscheinlichkeit, 0 … 1, von mindestens einem Vorfall im Zeitschritt. Eine niedrige Klasse bedeutet nicht, dass ein Ort sicher ist.

Was die vier Algorithmen dazwischen erzeugen, kann behalten werden: die Auswahl, der Heatmap-Stapel und das Modell.</translation>
    </message>
    <message>
        <source>The rectangle, with the period in its fields.</source>
        <translation>Das Rechteck, mit dem Zeitraum in seinen Feldern.</translation>
    </message>
    <message>
        <source>Model file for &quot;Predict risk&quot;.</source>
        <translation>Modelldatei für „Risiko vorhersagen“.</translation>
    </message>
    <message>
        <source>Each category gets a channel: a band for every time step. Empty: all incidents are counted together.</source>
        <translation>Jede Kategorie bekommt eigene Kanäle: einen für jeden Zeitschritt. Leer: Alle Vorfälle werden zusammen gezählt.</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>Kategorien</translation>
    </message>
    <message>
        <source>Categories that have a channel, parted by semicolons. Empty: every one that there is.</source>
        <translation>Kategorien mit eigenen Kanälen, durch Semikolons getrennt. Leer: alle vorhandenen.</translation>
    </message>
    <message>
        <source>Count other categories together</source>
        <translation>Andere Kategorien zusammen zählen</translation>
    </message>
    <message>
        <source>A last channel holds all categories that are not named. Else they are left out.</source>
        <translation>Zuletzt kommen Kanäle für alle nicht genannten Kategorien. Sonst werden diese ausgelassen.</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Result of &quot;Select extent and period&quot;: its rectangle and its period are counted, unless they are given below.</source>
        <translation>Ergebnis von „Ausdehnung und Zeitraum wählen“: Sein Rechteck und sein Zeitraum werden gezählt, wenn sie nicht unten angegeben sind.</translation>
    </message>
    <message>
        <source>Rectangle that the grid covers. One without a coordinate reference system is in that of the grid if it is given, else in that of the incidents. Empty: the selection&apos;s, or around all incidents.</source>
        <translation>Rechteck, das das Gitter abdeckt. Eines ohne Koordinatenbezugssystem ist in dem des Gitters, wenn dieses angegeben ist, sonst in dem der Vorfälle. Leer: das der Auswahl oder um alle Vorfälle.</translation>
    </message>
    <message>
        <source>Grid of a raster</source>
        <translation>Gitter eines Rasters</translation>
    </message>
    <message>
        <source>A heatmap stack or any other raster: its coordinate reference system, extent, columns and rows are taken in place of those given here and of the selection&apos;s extent. Empty: no raster.</source>
        <translation>Ein Heatmap-Stapel oder ein anderes Raster: Sein Koordinatenbezugssystem, seine Ausdehnung, Spalten und Zeilen werden statt der hier angegebenen und der Ausdehnung der Auswahl genommen. Leer: kein Raster.</translation>
    </message>
    <message>
        <source>First moment that is counted, as 2016-07-01 or 2016-07-01T18:00:00. Empty: the first incident, or the selection&apos;s start if that comes later.</source>
        <translation>Erster Zeitpunkt, der gezählt wird, wie 2016-07-01 oder 2016-07-01T18:00:00. Leer: der erste Vorfall oder der Beginn der Auswahl, wenn der später ist.</translation>
    </message>
    <message>
        <source>First moment that is not counted any more. Empty: just after the last incident, or the selection&apos;s end if that comes first.</source>
        <translation>Erster Zeitpunkt, der nicht mehr gezählt wird. Leer: gleich nach dem letzten Vorfall oder das Ende der Auswahl, wenn das früher ist.</translation>
    </message>
    <message>
        <source>Length of a time step</source>
        <translation>Länge eines Zeitschritts</translation>
    </message>
    <message>
        <source>Number of hours, days, weeks or months in a time step.</source>
        <translation>Anzahl der Stunden, Tage, Wochen oder Monate in einem Zeitschritt.</translation>
    </message>
    <message>
        <source>Unit of the time step</source>
        <translation>Einheit des Zeitschritts</translation>
    </message>
    <message>
        <source>hour, day, week (from Monday) or month (of the calendar).</source>
        <translation>hour (Stunde), day (Tag), week (Woche, ab Montag) oder month (Kalendermonat).</translation>
    </message>
    <message>
        <source>Layer of polygons. Cells whose centre is outside are nodata: never trained on nor scored; incidents in them are left out. Empty: all cells.</source>
        <translation>Polygonlayer. Zellen, deren Mitte außerhalb liegt, sind Leerwerte: Mit ihnen wird nie trainiert oder bewertet; Vorfälle darin werden ausgelassen. Leer: alle Zellen.</translation>
    </message>
    <message>
        <source>Align time steps to</source>
        <translation>Zeitschritte ausrichten an</translation>
    </message>
    <message>
        <source>A step starts with the hour, day, week or month of this date. Empty: steps are counted from 1970, so that n hours divide the day from midnight and 3 months are quarters.</source>
        <translation>Ein Schritt beginnt mit der Stunde, dem Tag, der Woche oder dem Monat dieses Datums. Leer: Schritte werden ab 1970 gezählt, sodass n Stunden den Tag ab Mitternacht teilen und 3 Monate Quartale sind.</translation>
    </message>
    <message>
        <source>Only whole steps</source>
        <translation>Nur ganze Schritte</translation>
    </message>
    <message>
        <source>Leaves out the first and the last step where the period or the layer covers them in part. Else they are counted, with a warning.</source>
        <translation>Lässt den ersten und den letzten Schritt aus, wenn der Zeitraum oder der Layer sie nur zum Teil abdeckt. Sonst werden sie gezählt, mit einer Warnung.</translation>
    </message>
    <message>
        <source>Cell size</source>
        <translation>Zellengröße</translation>
    </message>
    <message>
        <source>Side of a square cell in units of the grid&apos;s coordinate reference system, in place of columns and rows. Empty: columns and rows.</source>
        <translation>Seitenlänge einer quadratischen Zelle in Einheiten des Koordinatenbezugssystems des Gitters, anstelle von Spalten und Zeilen. Leer: Spalten und Zeilen.</translation>
    </message>
    <message>
        <source>Coordinate reference system of the grid</source>
        <translation>Koordinatenbezugssystem des Gitters</translation>
    </message>
    <message>
        <source>Layer of points, one for each incident, in any coordinate reference system; or a table whose fields hold the coordinates. A point of several parts counts once, at its first part.</source>
        <translation>Punktlayer, ein Punkt je Vorfall, in einem beliebigen Koordinatenbezugssystem; oder eine Tabelle, deren Felder die Koordinaten enthalten. Ein Punkt aus mehreren Teilen zählt einmal, an seinem ersten Teil.</translation>
    </message>
    <message>
        <source>Field that says when an incident happened: dates, dates with times, or text. Times are taken as they are written, without a time zone.</source>
        <translation>Feld, das sagt, wann ein Vorfall geschah: Datum, Datum mit Zeit oder Text. Zeiten werden genommen, wie sie geschrieben sind, ohne Zeitzone.</translation>
    </message>
    <message>
        <source>Field of x or longitude</source>
        <translation>Feld für x oder Länge</translation>
    </message>
    <message>
        <source>For tables without geometries: where the coordinates are, with a decimal point or comma.</source>
        <translation>Für Tabellen ohne Geometrien: wo die Koordinaten stehen, mit Dezimalpunkt oder -komma.</translation>
    </message>
    <message>
        <source>Field of y or latitude</source>
        <translation>Feld für y oder Breite</translation>
    </message>
    <message>
        <source>For tables without geometries, as for x.</source>
        <translation>Für Tabellen ohne Geometrien, wie bei x.</translation>
    </message>
    <message>
        <source>Coordinate reference system of the incidents</source>
        <translation>Koordinatenbezugssystem der Vorfälle</translation>
    </message>
    <message>
        <source>Of the coordinates in the fields, as EPSG:4326 for longitudes and latitudes. Empty: the layer&apos;s.</source>
        <translation>Das der Koordinaten in den Feldern, wie EPSG:4326 für Länge und Breite. Leer: das des Layers.</translation>
    </message>
    <message>
        <source>Format of times in text</source>
        <translation>Format von Zeiten als Text</translation>
    </message>
    <message>
        <source>How a text field writes the time, in the letters of QGIS&apos;s to_datetime(), e.g. &quot;dd/MM/yyyy hh:mm AP&quot;. Several formats are parted by semicolons. Empty: ISO 8601, as 2016-07, 2016-07-01 or 2016-07-01T18:30:00.</source>
        <translation>Wie ein Textfeld die Zeit schreibt, mit den Buchstaben von to_datetime() in QGIS, z. B. „dd/MM/yyyy hh:mm AP“. Mehrere Formate werden durch Semikolons getrennt. Leer: ISO 8601, wie 2016-07, 2016-07-01 oder 2016-07-01T18:30:00.</translation>
    </message>
    <message>
        <source>Field of the time of day</source>
        <translation>Feld der Uhrzeit</translation>
    </message>
    <message>
        <source>Where the time of day has a field of its own. Formats are for the date, a blank and this; the date of a date field is yyyy-MM-dd there.</source>
        <translation>Wenn die Uhrzeit ein eigenes Feld hat. Formate gelten für das Datum, ein Leerzeichen und diese; das Datum eines Datumsfelds ist dabei yyyy-MM-dd.</translation>
    </message>
    <message>
        <source>Field of the end</source>
        <translation>Feld des Endes</translation>
    </message>
    <message>
        <source>For incidents known to have happened between two times: the time field is the start, this the end. A date alone stands for the whole day.</source>
        <translation>Für Vorfälle, von denen man weiß, dass sie zwischen zwei Zeiten geschahen: Das Zeitfeld ist der Beginn, dies das Ende. Ein Datum allein steht für den ganzen Tag.</translation>
    </message>
    <message>
        <source>Incidents between two times</source>
        <translation>Vorfälle zwischen zwei Zeiten</translation>
    </message>
    <message>
        <source>aoristic: equal shares in every step that it could have happened in. midpoint, start: as if it had happened half-way or at once.</source>
        <translation>aoristic: gleiche Anteile in jedem Schritt, in dem es geschehen sein kann. midpoint, start: als wäre es in der Mitte oder sofort geschehen.</translation>
    </message>
    <message>
        <source>Time zone of the times</source>
        <translation>Zeitzone der Zeiten</translation>
    </message>
    <message>
        <source>Name from the IANA list, as Asia/Kolkata or UTC. Empty: nobody says.</source>
        <translation>Name aus der IANA-Liste, wie Asia/Kolkata oder UTC. Leer: nicht angegeben.</translation>
    </message>
    <message>
        <source>Convert times to time zone</source>
        <translation>Zeiten in Zeitzone umrechnen</translation>
    </message>
    <message>
        <source>Steps are hours and days of this zone. Empty: times stay as they are written.</source>
        <translation>Schritte sind Stunden und Tage dieser Zone. Leer: Zeiten bleiben, wie sie geschrieben sind.</translation>
    </message>
    <message>
        <source>The layer &quot;%1&quot; has no field &quot;%2&quot;: choose the field that holds its addresses.</source>
        <translation>Der Layer „%1“ hat kein Feld „%2“: das Feld wählen, das seine Adressen enthält.</translation>
    </message>
    <message>
        <source>No feature of the layer &quot;%1&quot; has a place and an address in the field &quot;%2&quot;: choose another.</source>
        <translation>Kein Objekt des Layers „%1“ hat einen Ort und eine Adresse im Feld „%2“: ein anderes wählen.</translation>
    </message>
    <message>
        <source>Riskcast model (*.safetensors)</source>
        <translation>Riskcast-Modell (*.safetensors)</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <translation>HTML-Dateien (*.html)</translation>
    </message>
    <message>
        <source>Districts</source>
        <translation>Bezirke</translation>
    </message>
    <message>
        <source>Field of the districts&apos; names</source>
        <translation>Feld mit den Namen der Bezirke</translation>
    </message>
    <message>
        <source>Districts of the same name are one. Empty: the first text field.</source>
        <translation>Bezirke gleichen Namens sind einer. Leer: das erste Textfeld.</translation>
    </message>
    <message>
        <source>Creation options</source>
        <translation>Erzeugungsoptionen</translation>
    </message>
    <message>
        <source>Options of the GeoTIFF driver as NAME=VALUE, parted by |. Empty: tiled and compressed (DEFLATE).</source>
        <translation>Optionen des GeoTIFF-Treibers als NAME=WERT, durch | getrennt. Leer: gekachelt und komprimiert (DEFLATE).</translation>
    </message>
    <message>
        <source>Predict risk</source>
        <translation>Risiko vorhersagen</translation>
    </message>
    <message>
        <source>forecast,tomorrow,probability,risk map,classes,crime,hotspot</source>
        <translation>Vorhersage,morgen,Wahrscheinlichkeit,Risikokarte,Klassen,Kriminalität,Hotspot</translation>
    </message>
    <message>
        <source>Maps the risk of the time steps after the end of a heatmap stack.

The risk of a cell is the calibrated probability, 0 … 1, of at least one incident in the time step. The raster has one band per predicted step and opens styled by risk classes. Their breaks are percentiles of the training predictions and the same for every step. On request, the classes are a raster of their own. A low class does not mean that a place is safe.

Heatmaps and model must have the same grid and time step.

The prediction runs in a program of its own, the Riskcast engine. The log shows its command, which can be repeated without QGIS.</source>
        <translation>Kartiert das Risiko der Zeitschritte nach dem Ende eines Heatmap-Stapels.

Das Risiko einer Zelle ist die kalibrierte Wahrscheinlichkeit, 0 … 1, von mindestens einem Vorfall im Zeitschritt. Das Raster hat einen Kanal je vorhergesagtem Schritt und öffnet sich nach Risikoklassen gestaltet. Deren Grenzen sind Perzentile der Vorhersagen für das Training und für jeden Schritt dieselben. Auf Wunsch sind die Klassen ein eigenes Raster. Eine niedrige Klasse bedeutet nicht, dass ein Ort sicher ist.

Heatmaps und Modell müssen dasselbe Gitter und denselben Zeitschritt haben.

Die Vorhersage läuft in einem eigenen Programm, der Riskcast-Engine. Das Protokoll zeigt ihren Befehl, der auch ohne QGIS wiederholt werden kann.</translation>
    </message>
    <message>
        <source>Result of &quot;Create heatmap stack&quot;, up to the time step before the first one to predict.</source>
        <translation>Ergebnis von „Heatmap-Stapel erstellen“, bis zum Zeitschritt vor dem ersten vorherzusagenden.</translation>
    </message>
    <message>
        <source>Steps ahead</source>
        <translation>Schritte im Voraus</translation>
    </message>
    <message>
        <source>Number of time steps to predict after the end of the heatmaps; one band each. Later steps are predicted from the predicted risk of earlier ones.</source>
        <translation>Anzahl der Zeitschritte, die nach dem Ende der Heatmaps vorhergesagt werden; je ein Kanal. Spätere Schritte werden aus dem vorhergesagten Risiko der früheren vorhergesagt.</translation>
    </message>
    <message>
        <source>Border left out [cells]</source>
        <translation>Ausgelassener Rand [Zellen]</translation>
    </message>
    <message>
        <source>Number of outer rings of cells that get no risk, because a network knows nothing of what lies beyond the edge.</source>
        <translation>Anzahl der äußeren Ringe von Zellen, die kein Risiko bekommen, weil ein Netz nichts von dem weiß, was jenseits des Randes liegt.</translation>
    </message>
    <message>
        <source>Finer for display</source>
        <translation>Feiner für die Anzeige</translation>
    </message>
    <message>
        <source>Makes cells so many times smaller by bilinear interpolation. For the eye only: such a raster must not be scored.</source>
        <translation>Macht die Zellen durch bilineare Interpolation so viele Male kleiner. Nur fürs Auge: Ein solches Raster darf nicht bewertet werden.</translation>
    </message>
    <message>
        <source>Rising percentages of the cells, parted by commas, at which the classes change. The breaks are those of the training predictions, the same for every step.</source>
        <translation>Steigende Prozentzahlen der Zellen, durch Kommas getrennt, an denen die Klassen wechseln. Die Grenzen sind die der Vorhersagen für das Training, für jeden Schritt dieselben.</translation>
    </message>
    <message>
        <source>GeoTIFF of probabilities, 0 … 1, one band per predicted time step.</source>
        <translation>GeoTIFF der Wahrscheinlichkeiten, 0 … 1, ein Kanal je vorhergesagtem Zeitschritt.</translation>
    </message>
    <message>
        <source>GeoTIFF of class numbers from 1, the lowest risk, with the classes&apos; names and colours.</source>
        <translation>GeoTIFF der Klassennummern ab 1, dem niedrigsten Risiko, mit Namen und Farben der Klassen.</translation>
    </message>
    <message>
        <source>Number of predicted time steps</source>
        <translation>Anzahl der vorhergesagten Zeitschritte</translation>
    </message>
    <message>
        <source>Start of the first predicted time step (ISO 8601)</source>
        <translation>Beginn des ersten vorhergesagten Zeitschritts (ISO 8601)</translation>
    </message>
    <message>
        <source>Start of the last predicted time step (ISO 8601)</source>
        <translation>Beginn des letzten vorhergesagten Zeitschritts (ISO 8601)</translation>
    </message>
    <message>
        <source>Highest risk of a cell, 0 … 1</source>
        <translation>Höchstes Risiko einer Zelle, 0 … 1</translation>
    </message>
    <message>
        <source>Riskcast: risk maps from dated points</source>
        <translation>Riskcast: Risikokarten aus Punkten mit Datum</translation>
    </message>
    <message>
        <source>it has no such field</source>
        <translation>es gibt keines</translation>
    </message>
    <message>
        <source>it has %1</source>
        <translation>vorhanden: %1</translation>
    </message>
    <message>
        <source>The layer &quot;%1&quot; has no field &quot;%2&quot;.</source>
        <translation>Der Layer „%1“ hat kein Feld „%2“.</translation>
    </message>
    <message>
        <source>The field &quot;%2&quot; of the layer &quot;%1&quot; holds no dates.</source>
        <translation>Das Feld „%2“ des Layers „%1“ enthält keine Daten mit Datum.</translation>
    </message>
    <message>
        <source>%1 Choose a field of dates, dates with times, or text: %2.</source>
        <translation>%1 Ein Feld mit Datum, Datum und Zeit oder Text wählen: %2.</translation>
    </message>
    <message>
        <source>The layer &quot;%1&quot; has no field &quot;%2&quot;: choose one that it has.</source>
        <translation>Der Layer „%1“ hat kein Feld „%2“: eines wählen, das er hat.</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>keine Daten</translation>
    </message>
    <message>
        <source>&lt; %1 %</source>
        <translation>&lt; %1 %</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>There is not enough memory. Choose a coarser grid or longer time steps.</source>
        <translation>Der Arbeitsspeicher reicht nicht. Ein gröberes Gitter oder längere Zeitschritte wählen.</translation>
    </message>
    <message>
        <source>The Riskcast engine %1 may not be run: make it executable (chmod +x).</source>
        <translation>Die Riskcast-Engine %1 darf nicht ausgeführt werden: Sie ausführbar machen (chmod +x).</translation>
    </message>
    <message>
        <source>The engine&apos;s command:</source>
        <translation>Befehl der Engine:</translation>
    </message>
    <message>
        <source>Select extent and period</source>
        <translation>Ausdehnung und Zeitraum wählen</translation>
    </message>
    <message>
        <source>incidents,points,study area,rectangle,months,outliers,cluster,crime,events</source>
        <translation>Vorfälle,Punkte,Untersuchungsgebiet,Rechteck,Monate,Ausreißer,Cluster,Kriminalität,Ereignisse</translation>
    </message>
    <message>
        <source>Finds where and when there are enough incidents to learn from.

A grid is laid over the incidents; outer rows and columns that hold too few of them are dropped, and the grid is laid again over what is left, until nothing changes. The period is the shortest range of whole months that holds a given share of the incidents in that rectangle.

Results are the selected incidents and, on request, a rectangle whose fields hold the period, which &quot;Create heatmap stack&quot; takes. Rows that are left out are counted by reason in the log.</source>
        <translation>Findet heraus, wo und wann es genug Vorfälle gibt, um daraus zu lernen.

Ein Gitter wird über die Vorfälle gelegt; äußere Zeilen und Spalten, die zu wenige davon enthalten, fallen weg, und das Gitter wird neu über den Rest gelegt, bis sich nichts mehr ändert. Der Zeitraum ist die kürzeste Folge ganzer Monate, die einen gegebenen Anteil der Vorfälle in diesem Rechteck enthält.

Ergebnisse sind die ausgewählten Vorfälle und, auf Wunsch, ein Rechteck, dessen Felder den Zeitraum enthalten und das „Heatmap-Stapel erstellen“ annimmt. Ausgelassene Zeilen werden im Protokoll nach Gründen gezählt.</translation>
    </message>
    <message>
        <source>Selected incidents</source>
        <translation>Ausgewählte Vorfälle</translation>
    </message>
    <message>
        <source>The incidents inside the rectangle and the period, with all of their fields.</source>
        <translation>Die Vorfälle im Rechteck und im Zeitraum, mit allen ihren Feldern.</translation>
    </message>
    <message>
        <source>The rectangle as a polygon whose fields hold the period and the numbers of incidents; &quot;Create heatmap stack&quot; takes it.</source>
        <translation>Das Rechteck als Polygon, dessen Felder den Zeitraum und die Anzahlen der Vorfälle enthalten; „Heatmap-Stapel erstellen“ nimmt es an.</translation>
    </message>
    <message>
        <source>Rectangle in the incidents&apos; coordinate reference system: xmin,xmax,ymin,ymax</source>
        <translation>Rechteck im Koordinatenbezugssystem der Vorfälle: xmin,xmax,ymin,ymax</translation>
    </message>
    <message>
        <source>Start of the period (ISO 8601)</source>
        <translation>Beginn des Zeitraums (ISO 8601)</translation>
    </message>
    <message>
        <source>End of the period (ISO 8601), not part of it</source>
        <translation>Ende des Zeitraums (ISO 8601), nicht mehr dabei</translation>
    </message>
    <message>
        <source>Number of rows read</source>
        <translation>Anzahl der gelesenen Zeilen</translation>
    </message>
    <message>
        <source>Number of incidents kept</source>
        <translation>Anzahl der behaltenen Vorfälle</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Number of grid cells from west to east; 32 as published.</source>
        <translation>Anzahl der Gitterzellen von West nach Ost; 32, wie veröffentlicht.</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Number of grid cells from north to south; 32 as published.</source>
        <translation>Anzahl der Gitterzellen von Nord nach Süd; 32, wie veröffentlicht.</translation>
    </message>
    <message>
        <source>Rule for the rectangle</source>
        <translation>Regel für das Rechteck</translation>
    </message>
    <message>
        <source>rows-and-columns: outer rows and columns of the grid that hold too few incidents are dropped, again and again, as published. densest-cluster: the same inside the densest cluster, for tables that span the world. all: the rectangle around all incidents.</source>
        <translation>rows-and-columns: Äußere Zeilen und Spalten des Gitters mit zu wenigen Vorfällen fallen weg, immer wieder, wie veröffentlicht. densest-cluster: dasselbe im dichtesten Cluster, für Tabellen, die die Welt umspannen. all: das Rechteck um alle Vorfälle.</translation>
    </message>
    <message>
        <source>Incidents that a row or column needs</source>
        <translation>Vorfälle, die eine Zeile oder Spalte braucht</translation>
    </message>
    <message>
        <source>Number of incidents that an outer row or column of the grid needs to stay.</source>
        <translation>Anzahl der Vorfälle, die eine äußere Zeile oder Spalte des Gitters braucht, um zu bleiben.</translation>
    </message>
    <message>
        <source>Share of incidents in the period [%]</source>
        <translation>Anteil der Vorfälle im Zeitraum [%]</translation>
    </message>
    <message>
        <source>Percentage of the incidents in the rectangle that the period must hold. The period is the shortest range of whole months that does.</source>
        <translation>Prozentsatz der Vorfälle im Rechteck, den der Zeitraum enthalten muss. Der Zeitraum ist die kürzeste Folge ganzer Monate, die das tut.</translation>
    </message>
    <message>
        <source>Extent to start from</source>
        <translation>Anfängliche Ausdehnung</translation>
    </message>
    <message>
        <source>Only incidents in this rectangle are looked at. A rectangle without a coordinate reference system is in that of the incidents. Empty: all incidents.</source>
        <translation>Nur Vorfälle in diesem Rechteck werden betrachtet. Ein Rechteck ohne Koordinatenbezugssystem ist in dem der Vorfälle. Leer: alle Vorfälle.</translation>
    </message>
    <message>
        <source>Train risk model</source>
        <translation>Risikomodell trainieren</translation>
    </message>
    <message>
        <source>learn,fit,neural network,convlstm,lstm,resnet,deep learning,forecast,crime,hotspot,baseline</source>
        <translation>lernen,anpassen,neuronales Netz,ConvLSTM,LSTM,ResNet,Deep Learning,Vorhersage,Kriminalität,Hotspot,Vergleichsmodell</translation>
    </message>
    <message>
        <source>Trains a model on a heatmap stack, and scores it beside its baselines.

The latest steps with reports are kept for the test: the model never sees them before it is scored. Scores are the hit rate, which is the share of incidents in the riskiest 1, 4, 5 and 10 % of the area, and the log loss of the predicted probabilities. The long-run rate and a moving average are scored on the same steps: a model that does not beat them is not worth its time.

The result is a model file (safetensors) that holds all that a prediction needs. A training of networks that was interrupted goes on where it was if it is run again with the same heatmaps, settings and model file.

Training runs in a program of its own, the Riskcast engine. The log shows its command, which can be repeated without QGIS.</source>
        <translation>Trainiert ein Modell an einem Heatmap-Stapel und bewertet es neben seinen Vergleichsmodellen.

Die spätesten Schritte mit Meldungen bleiben dem Test vorbehalten: Das Modell sieht sie nicht, bevor es bewertet wird. Bewertet werden die Trefferquote, das ist der Anteil der Vorfälle in den riskantesten 1, 4, 5 und 10 % der Fläche, und der logarithmische Verlust der vorhergesagten Wahrscheinlichkeiten. Die langfristige Rate und ein gleitendes Mittel werden an denselben Schritten bewertet: Ein Modell, das sie nicht schlägt, ist seinen Aufwand nicht wert.

Das Ergebnis ist eine Modelldatei (safetensors), die alles enthält, was eine Vorhersage braucht. Ein unterbrochenes Training von Netzen geht weiter, wo es war, wenn es mit denselben Heatmaps, Einstellungen und derselben Modelldatei neu gestartet wird.

Das Training läuft in einem eigenen Programm, der Riskcast-Engine. Das Protokoll zeigt ihren Befehl, der auch ohne QGIS wiederholt werden kann.</translation>
    </message>
    <message>
        <source>Model to start from</source>
        <translation>Anfangsmodell</translation>
    </message>
    <message>
        <source>Result of an earlier training whose networks this one begins with, for newer incidents or, if the networks end with convolutions, for another grid. Kind and networks are then that model&apos;s.</source>
        <translation>Ergebnis eines früheren Trainings, mit dessen Netzen dieses beginnt, für neuere Vorfälle oder, wenn die Netze mit Faltungen enden, für ein anderes Gitter. Art und Netze sind dann die jenes Modells.</translation>
    </message>
    <message>
        <source>How the training went and what the model scores, with charts, as one HTML page that works offline.</source>
        <translation>Wie das Training verlief und wie das Modell bewertet ist, mit Diagrammen, als eine HTML-Seite, die ohne Netz funktioniert.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>The losses of each epoch of each network, as a table.</source>
        <translation>Die Verluste jeder Epoche jedes Netzes, als Tabelle.</translation>
    </message>
    <message>
        <source>Empty: what is usual for the kind.</source>
        <translation>Leer: was für die Art üblich ist.</translation>
    </message>
    <message>
        <source>Number of time steps before the predicted one that a network sees.</source>
        <translation>Anzahl der Zeitschritte vor dem vorhergesagten, die ein Netz sieht.</translation>
    </message>
    <message>
        <source>Steps foretold at once</source>
        <translation>Auf einmal vorhergesagte Schritte</translation>
    </message>
    <message>
        <source>encoder_forecaster: number of time steps that it foretells at once.</source>
        <translation>encoder_forecaster: Anzahl der Zeitschritte, die es auf einmal vorhersagt.</translation>
    </message>
    <message>
        <source>Gap filling</source>
        <translation>Lückenfüllung</translation>
    </message>
    <message>
        <source>What stands in a window for a step without reports. linear: between the maps before and after the gap, as published, but never from the predicted step or later. hold: the last map. decay: the last map, halved every 7 steps. zeros: an empty map. lastobserved: nothing, the window holds the last maps with reports.</source>
        <translation>Was in einem Fenster für einen Schritt ohne Meldungen steht. linear: zwischen den Karten vor und nach der Lücke, wie veröffentlicht, aber nie aus dem vorhergesagten Schritt oder später. hold: die letzte Karte. decay: die letzte Karte, alle 7 Schritte halbiert. zeros: eine leere Karte. lastobserved: nichts, das Fenster enthält die letzten Karten mit Meldungen.</translation>
    </message>
    <message>
        <source>Threshold of binary maps</source>
        <translation>Schwelle binärer Karten</translation>
    </message>
    <message>
        <source>Add the steps since the last reports</source>
        <translation>Schritte seit den letzten Meldungen hinzufügen</translation>
    </message>
    <message>
        <source>Adds to each map of a window how many steps in a row were without reports since the last ones, so that the network can tell maps from filled gaps.</source>
        <translation>Fügt jeder Karte eines Fensters hinzu, wie viele Schritte in Folge seit den letzten Meldungen ohne solche waren, damit das Netz Karten von gefüllten Lücken unterscheiden kann.</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>Whether a network sees season, weekday and hour of the predicted step.</source>
        <translation>Ob ein Netz Jahreszeit, Wochentag und Stunde des vorhergesagten Schritts sieht.</translation>
    </message>
    <message>
        <source>Prior rate</source>
        <translation>Ausgangsrate</translation>
    </message>
    <message>
        <source>Rate that a network corrects; untrained, it then forecasts just that.</source>
        <translation>Rate, die ein Netz korrigiert; untrainiert sagt es dann genau diese vorher.</translation>
    </message>
    <message>
        <source>Maps right before</source>
        <translation>Karten unmittelbar davor</translation>
    </message>
    <message>
        <source>stresnet: number of maps right before the predicted step.</source>
        <translation>stresnet: Anzahl der Karten unmittelbar vor dem vorhergesagten Schritt.</translation>
    </message>
    <message>
        <source>Maps that lie periods apart</source>
        <translation>Karten im Abstand einer Periode</translation>
    </message>
    <message>
        <source>stresnet: number of maps that lie a period apart, such as a week.</source>
        <translation>stresnet: Anzahl der Karten im Abstand einer Periode, etwa einer Woche.</translation>
    </message>
    <message>
        <source>Maps that lie longer periods apart</source>
        <translation>Karten im Abstand einer längeren Periode</translation>
    </message>
    <message>
        <source>stresnet: number of maps that lie a longer period apart.</source>
        <translation>stresnet: Anzahl der Karten im Abstand einer längeren Periode.</translation>
    </message>
    <message>
        <source>Steps in a period</source>
        <translation>Schritte einer Periode</translation>
    </message>
    <message>
        <source>stresnet. Empty: 24 hours, 7 days, 4 weeks or 3 months.</source>
        <translation>stresnet. Leer: 24 Stunden, 7 Tage, 4 Wochen oder 3 Monate.</translation>
    </message>
    <message>
        <source>Steps in a longer period</source>
        <translation>Schritte einer längeren Periode</translation>
    </message>
    <message>
        <source>stresnet. Empty: 168 hours, 28 days, 52 weeks or 12 months.</source>
        <translation>stresnet. Leer: 168 Stunden, 28 Tage, 52 Wochen oder 12 Monate.</translation>
    </message>
    <message>
        <source>Filters of the blocks</source>
        <translation>Filter der Blöcke</translation>
    </message>
    <message>
        <source>Number of filters of each block, parted by commas.</source>
        <translation>Anzahl der Filter jedes Blocks, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Residual units</source>
        <translation>Residualeinheiten</translation>
    </message>
    <message>
        <source>stresnet: number of residual units in each branch.</source>
        <translation>stresnet: Anzahl der Residualeinheiten in jedem Zweig.</translation>
    </message>
    <message>
        <source>convlstm. squash: pooled in time and space to a dense layer, as published. convolutional: pooled in time alone, so that any grid does.</source>
        <translation>convlstm. squash: in Zeit und Raum zu einer dichten Schicht zusammengefasst, wie veröffentlicht. convolutional: nur in der Zeit zusammengefasst, sodass jedes Gitter passt.</translation>
    </message>
    <message>
        <source>Activation of the gates</source>
        <translation>Aktivierung der Gatter</translation>
    </message>
    <message>
        <source>hardsigmoid, as published, or sigmoid.</source>
        <translation>hardsigmoid, wie veröffentlicht, oder sigmoid.</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>Auffüllung</translation>
    </message>
    <message>
        <source>What convolutions see beyond the edge of the map. zeros makes the edge look safe.</source>
        <translation>Was Faltungen jenseits des Kartenrands sehen. zeros lässt den Rand sicher aussehen.</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>What training makes small. crossentropy and focal: wrong probabilities. poisson and squarederror: wrong counts.</source>
        <translation>Was das Training klein macht. crossentropy und focal: falsche Wahrscheinlichkeiten. poisson und squarederror: falsche Anzahlen.</translation>
    </message>
    <message>
        <source>Weight of cells with incidents</source>
        <translation>Gewicht der Zellen mit Vorfällen</translation>
    </message>
    <message>
        <source>Weight of a cell with incidents in the loss; a cell without weighs 1. 0: as many cells as have none for each one that has. The risk is calibrated in any case. Empty: 0, or 1 with a prior rate or the focal loss.</source>
        <translation>Gewicht einer Zelle mit Vorfällen im Verlust; eine Zelle ohne wiegt 1. 0: so viel, wie Zellen ohne auf jede mit kommen. Das Risiko wird in jedem Fall kalibriert. Leer: 0, oder 1 bei einer Ausgangsrate oder dem Verlust focal.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Step size of the optimiser (AdamW).</source>
        <translation>Schrittweite des Optimierers (AdamW).</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Batchgröße</translation>
    </message>
    <message>
        <source>Number of targets in one training step.</source>
        <translation>Anzahl der Ziele in einem Trainingsschritt.</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Gewichtsabnahme</translation>
    </message>
    <message>
        <source>How fast weights shrink that the maps don&apos;t ask for.</source>
        <translation>Wie schnell Gewichte schrumpfen, die die Karten nicht verlangen.</translation>
    </message>
    <message>
        <source>Longest gradient</source>
        <translation>Längster Gradient</translation>
    </message>
    <message>
        <source>As the norm over all parameters; longer ones are cut. 0: any.</source>
        <translation>Als Norm über alle Parameter; längere werden gekürzt. 0: beliebig.</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>Number of epochs without gain on the validation steps after which training stops. 0: never.</source>
        <translation>Anzahl der Epochen ohne Gewinn an den Validierungsschritten, nach denen das Training endet. 0: nie.</translation>
    </message>
    <message>
        <source>Drops of the learning rate</source>
        <translation>Senkungen der Lernrate</translation>
    </message>
    <message>
        <source>How often, before it stops, training goes on from the best epoch at a quarter of the learning rate.</source>
        <translation>Wie oft das Training, bevor es endet, von der besten Epoche aus mit einem Viertel der Lernrate weitergeht.</translation>
    </message>
    <message>
        <source>Refit</source>
        <translation>Nachtrainieren</translation>
    </message>
    <message>
        <source>Whether a network learns from the validation steps, too, at last.</source>
        <translation>Ob ein Netz zuletzt auch aus den Validierungsschritten lernt.</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Netze</translation>
    </message>
    <message>
        <source>Number of networks from different seeds that are averaged; their spread tells how sure the risk is.</source>
        <translation>Anzahl der Netze aus verschiedenen Saaten, die gemittelt werden; ihre Streuung sagt, wie sicher das Risiko ist.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Start of the random numbers. The same seed and heatmaps give the same model.</source>
        <translation>Startwert der Zufallszahlen. Dieselbe Saat und dieselben Heatmaps ergeben dasselbe Modell.</translation>
    </message>
    <message>
        <source>Kind of model</source>
        <translation>Modellart</translation>
    </message>
    <message>
        <source>Number of times that a network sees all training steps; the best epoch is kept.</source>
        <translation>Wie oft ein Netz alle Trainingsschritte sieht; die beste Epoche wird behalten.</translation>
    </message>
    <message>
        <source>Percentage of the steps with reports, the latest, that the model is scored on and never trained on.</source>
        <translation>Prozentsatz der Schritte mit Meldungen, die spätesten, an denen das Modell bewertet und nie trainiert wird.</translation>
    </message>
    <message>
        <source>Share of validation steps [%]</source>
        <translation>Anteil der Validierungsschritte [%]</translation>
    </message>
    <message>
        <source>Percentage of the steps before the test steps, the latest, that choose the best epoch.</source>
        <translation>Prozentsatz der Schritte vor den Testschritten, die spätesten, die die beste Epoche bestimmen.</translation>
    </message>
    <message>
        <source>Number of time steps that the model was scored on</source>
        <translation>Anzahl der Zeitschritte, an denen das Modell bewertet wurde</translation>
    </message>
    <message>
        <source>Log loss on the test steps; lower is better</source>
        <translation>Logarithmischer Verlust bei den Testschritten; niedriger ist besser</translation>
    </message>
    <message>
        <source>Share of incidents in the riskiest %1 % of the area, 0 … 1</source>
        <translation>Anteil der Vorfälle in den riskantesten %1 % der Fläche, 0 … 1</translation>
    </message>
    <message>
        <source>Scores of the model and its baselines, as text</source>
        <translation>Bewertungen des Modells und seiner Vergleichsmodelle, als Text</translation>
    </message>
    <message>
        <source>unknown without a coordinate reference system</source>
        <translation>ohne Koordinatenbezugssystem unbekannt</translation>
    </message>
    <message>
        <source>%1 km², %2 % of the map</source>
        <translation>%1 km², %2 % der Karte</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1, %2 % of all</source>
        <translation>%1, %2 % von allen</translation>
    </message>
    <message>
        <source>Row %1, column %2 from the north-west</source>
        <translation>Zeile %1, Spalte %2 von Nordwesten</translation>
    </message>
    <message>
        <source>%1: no data in this step.</source>
        <translation>%1: in diesem Schritt keine Daten.</translation>
    </message>
    <message>
        <source>%1: risk %2, rank %3 of %4.</source>
        <translation>%1: Risiko %2, Rang %3 von %4.</translation>
    </message>
    <message>
        <source>Form</source>
        <comment>of a network</comment>
        <translation>Form</translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n week(s)</source>
        <translation>
            <numerusform>%n Woche</numerusform>
            <numerusform>%n Wochen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n Monat</numerusform>
            <numerusform>%n Monate</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n Schritt</numerusform>
            <numerusform>%n Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1.</translation>
    </message>
    <message>
        <source>%1 does not answer. Choose the program riskcast.</source>
        <translation>%1 antwortet nicht. Das Programm riskcast wählen.</translation>
    </message>
    <message>
        <source>%1 cannot be started: %2.</source>
        <translation>%1 kann nicht gestartet werden: %2.</translation>
    </message>
    <message>
        <source>%1 failed without a word.</source>
        <translation>%1 ist ohne Meldung gescheitert.</translation>
    </message>
    <message>
        <source>%1 failed. It said: %2</source>
        <translation>%1 ist gescheitert. Es meldet: %2</translation>
    </message>
    <message>
        <source>The Riskcast engine is missing: %1 is no program. Install Riskcast again, or choose another engine in Settings ▸ Options ▸ Riskcast.</source>
        <translation>Die Riskcast-Engine fehlt: %1 ist kein Programm. Riskcast neu installieren oder unter Einstellungen ▸ Optionen ▸ Riskcast eine andere Engine wählen.</translation>
    </message>
    <message>
        <source>%1 is another program, not the Riskcast engine. Choose the program riskcast.</source>
        <translation>%1 ist ein anderes Programm, nicht die Riskcast-Engine. Das Programm riskcast wählen.</translation>
    </message>
    <message>
        <source>Maps why the risk of a step after the end of a heatmap stack is what it is.

The model predicts the step again and again, each time with something left out: a cell&apos;s own recent incidents, all recent incidents, and the time of the year, week and day. What changes is the effect of what was left out: on the long-run rate of the cell, by season and weekday, by recent incidents nearby, and by those in the cell itself. Effects are differences of the logarithm of the odds: 0.7 doubles the odds, -0.7 halves them. They add up to those of the risk.

It explains the model, not the world: a cell where much is reported has a high long-run rate, whatever the reason.

The work is done in a program of its own, the Riskcast engine. The log shows its command, which can be repeated without QGIS.</source>
        <translation>Kartiert, warum das Risiko eines Schritts nach dem Ende eines Heatmap-Stapels so ist, wie es ist.

Das Modell sagt den Schritt immer wieder vorher, jedes Mal ohne etwas: ohne die jüngsten Vorfälle der Zelle selbst, ohne alle jüngsten Vorfälle und ohne die Zeit von Jahr, Woche und Tag. Was sich dabei ändert, ist die Wirkung des Ausgelassenen: der langfristigen Rate der Zelle, von Jahreszeit und Wochentag, der jüngsten Vorfälle in der Nähe und derer in der Zelle selbst. Wirkungen sind Unterschiede des Logarithmus der Chance: 0.7 verdoppelt die Chance, -0.7 halbiert sie. Zusammen ergeben sie die des Risikos.

Erklärt wird das Modell, nicht die Welt: Eine Zelle, in der viel gemeldet wird, hat eine hohe langfristige Rate, was auch immer der Grund ist.

Die Arbeit geschieht in einem eigenen Programm, der Riskcast-Engine. Das Protokoll zeigt ihren Befehl, der auch ohne QGIS wiederholt werden kann.</translation>
    </message>
    <message>
        <source>Result of &quot;Create heatmap stack&quot;, up to the time step before the first that was predicted, or further.</source>
        <translation>Ergebnis von „Heatmap-Stapel erstellen“, bis zum Zeitschritt vor dem ersten vorhergesagten oder weiter.</translation>
    </message>
    <message>
        <source>End of what is known</source>
        <translation>Ende des Bekannten</translation>
    </message>
    <message>
        <source>Only heatmaps that end by then are looked at: the start of the first step of the risk raster to explain. Empty: all of them.</source>
        <translation>Nur Heatmaps, die bis dahin enden, werden betrachtet: der Beginn des ersten Schritts des zu erklärenden Risikorasters. Leer: alle.</translation>
    </message>
    <message>
        <source>Which of the time steps after those that are known is explained. Later ones build on the risk of earlier ones, as in &quot;Predict risk&quot;.</source>
        <translation>Welcher der Zeitschritte nach den bekannten erklärt wird. Spätere bauen auf dem Risiko der früheren auf, wie bei „Risiko vorhersagen“.</translation>
    </message>
    <message>
        <source>Add up the day</source>
        <translation>Tag aufsummieren</translation>
    </message>
    <message>
        <source>stresnet, steps of hours: maps add up the incidents since midnight, and the network learns such sums, with the loss squarederror. Risk and scores are those of the step alone.</source>
        <translation>stresnet, Schritte aus Stunden: Karten summieren die Vorfälle seit Mitternacht, und das Netz lernt solche Summen, mit dem Verlust squarederror. Risiko und Bewertungen sind die des Schritts allein.</translation>
    </message>
    <message>
        <source>Super-resolution</source>
        <translation>Superauflösung</translation>
    </message>
    <message>
        <source>stresnet: number of cells inside the network for each of the grid, along each side; maps are interpolated. Risk and scores are those of the grid&apos;s cells.</source>
        <translation>stresnet: Anzahl der Zellen im Netz für jede des Gitters, entlang jeder Seite; Karten werden interpoliert. Risiko und Bewertungen sind die der Zellen des Gitters.</translation>
    </message>
    <message>
        <source>auto: a GPU if LibTorch can use one, else the CPU. The default is set in Settings ▸ Options ▸ Riskcast.</source>
        <translation>auto: eine GPU, wenn LibTorch eine nutzen kann, sonst die CPU. Die Voreinstellung steht unter Einstellungen ▸ Optionen ▸ Riskcast.</translation>
    </message>
    <message>
        <source>The algorithm &quot;Explain risk&quot; is not there. Switch on Riskcast in Plugins › Manage and Install Plugins.</source>
        <translation>Der Algorithmus „Risiko erklären“ fehlt. Riskcast unter Erweiterungen › Erweiterungen verwalten und installieren einschalten.</translation>
    </message>
    <message>
        <source>Long-run rate here</source>
        <translation>Langfristige Rate hier</translation>
    </message>
    <message>
        <source>Season and weekday</source>
        <translation>Jahreszeit und Wochentag</translation>
    </message>
    <message>
        <source>Recent incidents nearby</source>
        <translation>Jüngste Vorfälle in der Nähe</translation>
    </message>
    <message>
        <source>Recent incidents here</source>
        <translation>Jüngste Vorfälle hier</translation>
    </message>
    <message>
        <source>÷ %1</source>
        <translation>÷ %1</translation>
    </message>
    <message>
        <source>× %1</source>
        <translation>× %1</translation>
    </message>
    <message>
        <source>The mean risk of the area is %1.</source>
        <translation>Das mittlere Risiko des Gebiets beträgt %1.</translation>
    </message>
    <message>
        <source>Nothing makes this cell differ from it.</source>
        <translation>Nichts unterscheidet diese Zelle davon.</translation>
    </message>
    <message>
        <source>What counts most: %1. But even that hardly changes the odds of an incident.</source>
        <translation>Am meisten zählt: %1. Aber auch das ändert die Chance eines Vorfalls kaum.</translation>
    </message>
    <message>
        <source>What counts most: %1. With that, the odds of an incident are %2 times lower.</source>
        <translation>Am meisten zählt: %1. Damit ist die Chance eines Vorfalls %2-mal kleiner.</translation>
    </message>
    <message>
        <source>What counts most: %1. With that, the odds of an incident are %2 times higher.</source>
        <translation>Am meisten zählt: %1. Damit ist die Chance eines Vorfalls %2-mal größer.</translation>
    </message>
    <message>
        <source>Riskcast %1 runs.</source>
        <translation>Riskcast %1 läuft.</translation>
    </message>
    <message>
        <source>The plugin is %1, so some of its options may be unknown there.</source>
        <translation>Die Erweiterung ist %1, sodass manche ihrer Optionen dort unbekannt sein können.</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>Zellen</translation>
    </message>
    <message>
        <source>Smooth</source>
        <comment>a style</comment>
        <translation>Geglättet</translation>
    </message>
    <message>
        <source>The style that was beside the previous layer is kept as %1.</source>
        <translation>Der Stil, der beim vorigen Layer lag, bleibt als %1 erhalten.</translation>
    </message>
    <message>
        <source>The style %1 is that of the previous layer. Delete it.</source>
        <translation>Der Stil %1 ist der des vorigen Layers. Bitte löschen.</translation>
    </message>
    <message>
        <source>%1 The file opens without the style of Riskcast.</source>
        <translation>%1 Die Datei öffnet sich ohne den Stil von Riskcast.</translation>
    </message>
    <message>
        <source>&lt; 1 %</source>
        <translation>&lt; 1 %</translation>
    </message>
    <message>
        <source>Mixed precision</source>
        <translation>Gemischte Genauigkeit</translation>
    </message>
    <message>
        <source>Convolutions and products in 16 bits while learning. Made for GPUs.</source>
        <translation>Faltungen und Produkte beim Lernen mit 16 Bit. Für GPUs gemacht.</translation>
    </message>
    <message>
        <source>Covariates</source>
        <translation>Kovariablen</translation>
    </message>
    <message>
        <source>Rasters of amounts that don&apos;t change, such as metres of streets, people or shops: where they are larger, the rate mixture may expect more. Of use to ratenetwork, ratemixture, and networks with the prior mixture. The model keeps them.</source>
        <translation>Raster von Mengen, die sich nicht ändern, etwa Meter Straße, Menschen oder Geschäfte: Wo sie größer sind, darf die Mischung der Raten mehr erwarten. Von Nutzen für ratenetwork, ratemixture und Netze mit der Ausgangsrate mixture. Das Modell behält sie.</translation>
    </message>
    <message>
        <source>Values of the maps</source>
        <translation>Werte der Karten</translation>
    </message>
    <message>
        <source>What the maps in a window hold. binary: 1 from the threshold on, as published. counts: the logarithm of 1 + the number of incidents.</source>
        <translation>Was die Karten eines Fensters enthalten. binary: 1 ab der Schwelle, wie veröffentlicht. counts: den Logarithmus von 1 + der Zahl der Vorfälle.</translation>
    </message>
    <message>
        <source>Number of incidents from which a cell of a binary map is 1; 0.5 as published.</source>
        <translation>Zahl der Vorfälle, ab der eine Zelle einer binären Karte 1 ist; 0,5 wie veröffentlicht.</translation>
    </message>
    <message>
        <source>Each step is forecast from what was known so many steps before it. 1: from all steps before it.</source>
        <translation>Jeder Schritt wird aus dem vorhergesagt, was so viele Schritte vor ihm bekannt war. 1: aus allen Schritten vor ihm.</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Category of the heatmap stack whose risk is scored, for models that tell categories apart. Empty: any incident.</source>
        <translation>Kategorie des Heatmap-Stapels, deren Risiko bewertet wird, für Modelle, die Kategorien unterscheiden. Leer: jeder Vorfall.</translation>
    </message>
</context>
<context>
    <name>RiskBulletin</name>
    <message>
        <source>Base rate</source>
        <translation>Grundrate</translation>
    </message>
    <message>
        <source>How good the forecast is</source>
        <translation>Wie gut die Vorhersage ist</translation>
    </message>
    <message>
        <source>How to read it</source>
        <translation>Wie die Karte zu lesen ist</translation>
    </message>
    <message>
        <source>Districts</source>
        <translation>Bezirke</translation>
    </message>
    <message>
        <source>Probability of at least one
incident in a cell</source>
        <translation>Wahrscheinlichkeit von mindestens
einem Vorfall in einer Zelle</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>District</source>
        <translation>Bezirk</translation>
    </message>
    <message>
        <source>Mean risk</source>
        <translation>Mittleres Risiko</translation>
    </message>
    <message>
        <source>Highest risk</source>
        <translation>Höchstes Risiko</translation>
    </message>
    <message>
        <source>Incidents expected</source>
        <translation>Erwartete Vorfälle</translation>
    </message>
    <message>
        <source>Reports are not incidents: who reports, which app or office takes reports, and where campaigns were shape these numbers as much as what happened. A place without reports is not a place without incidents, and no class of the map means &quot;safe&quot;.</source>
        <translation>Meldungen sind keine Vorfälle: Wer meldet, wer Meldungen annimmt und wo Kampagnen waren, prägt diese Zahlen so sehr wie das, was geschah. Ein Ort ohne Meldungen ist kein Ort ohne Vorfälle, und keine Klasse heißt „sicher“.</translation>
    </message>
    <message>
        <source>A risk is that of a whole cell in a whole step, not of a person, a house or a street. It says nothing about anybody who lives or walks there, and must not be a reason to suspect them.</source>
        <translation>Ein Risiko ist das einer ganzen Zelle in einem ganzen Zeitschritt, nicht das einer Person, eines Hauses oder einer Straße. Es sagt nichts über die, die dort wohnen oder gehen, und darf kein Grund sein, sie zu verdächtigen.</translation>
    </message>
    <message>
        <source>Where patrols follow the map and their findings become new reports, the map confirms itself. Keep incidents that were found because of the map apart from those that were reported anyway, and look at the districts below or above their share.</source>
        <translation>Folgen Streifen der Karte und werden ihre Funde zu neuen Meldungen, bestätigt sie sich selbst. Wegen der Karte gefundene Vorfälle von ohnehin gemeldeten trennen und auf Bezirke unter oder über ihrem Anteil achten.</translation>
    </message>
    <message>
        <source>Most flagged cells have no incident in a given step. Tell everyone who uses the map the base rate and the hit rate with it.</source>
        <translation>Die meisten markierten Zellen haben je Schritt keinen Vorfall: immer Grundrate und Trefferquote dazusagen.</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>Montag</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>Dienstag</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>Mittwoch</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>Donnerstag</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>Freitag</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>Samstag</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Sonntag</translation>
    </message>
    <message>
        <source>as written</source>
        <translation>wie geschrieben</translation>
    </message>
</context>
<context>
    <name>riskcast::AlgorithmButtons</name>
    <message>
        <source>Pre&amp;dict…</source>
        <translation>&amp;Vorhersagen…</translation>
    </message>
    <message>
        <source>&amp;Evaluate…</source>
        <translation>&amp;Bewerten…</translation>
    </message>
    <message>
        <source>Class&amp;ify…</source>
        <translation>&amp;Klassifizieren…</translation>
    </message>
    <message>
        <source>Opens the algorithm &quot;%1&quot;</source>
        <translation>Öffnet den Algorithmus „%1“</translation>
    </message>
    <message>
        <source>The dialog of the algorithm could not be opened.</source>
        <translation>Der Dialog des Algorithmus konnte nicht geöffnet werden.</translation>
    </message>
</context>
<context>
    <name>riskcast::Assistance</name>
    <message>
        <source>Open &amp;Sample Project</source>
        <translation>&amp;Beispielprojekt öffnen</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>Copy &amp;Diagnostics</source>
        <translation>&amp;Diagnose kopieren</translation>
    </message>
    <message>
        <source>Riskcast is ready. Try it on reports from Delhi.</source>
        <translation>Riskcast ist bereit. Mit Meldungen aus Delhi ausprobieren.</translation>
    </message>
    <message>
        <source>Open Sample Project</source>
        <translation>Beispielprojekt öffnen</translation>
    </message>
    <message>
        <source>Riskcast diagnostics, copied to the clipboard</source>
        <translation>Riskcast-Diagnose, in die Zwischenablage kopiert</translation>
    </message>
    <message>
        <source>The sample project %1 is missing. Install Riskcast again.</source>
        <translation>Das Beispielprojekt %1 fehlt. Installieren Sie Riskcast neu.</translation>
    </message>
</context>
<context>
    <name>riskcast::CellPanel</name>
    <message>
        <source>Chosen cell</source>
        <translation>Gewählte Zelle</translation>
    </message>
    <message>
        <source>Risk by step</source>
        <translation>Risiko je Schritt</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Vorfälle</translation>
    </message>
    <message>
        <source>Risk of the cell and its &amp;neighbours</source>
        <translation>Risiko der Zelle und ihrer &amp;Nachbarn</translation>
    </message>
    <message>
        <source>&amp;Riskiest cell</source>
        <translation>&amp;Riskanteste Zelle</translation>
    </message>
    <message>
        <source>Risk of the cell and its neighbours, the north at the top</source>
        <translation>Risiko der Zelle und ihrer Nachbarn, Norden oben</translation>
    </message>
    <message>
        <source>Double-click a neighbour, or press Enter on it, to go there</source>
        <translation>Doppelklick oder Eingabetaste auf einem Nachbarn, um dorthin zu gehen</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>Other raster</source>
        <translation>Anderes Raster</translation>
    </message>
    <message>
        <source>Long-run rate</source>
        <translation>Langfristige Rate</translation>
    </message>
    <message>
        <source>Incidents by week</source>
        <translation>Vorfälle je Woche</translation>
    </message>
    <message>
        <source>Incidents by step</source>
        <translation>Vorfälle je Schritt</translation>
    </message>
</context>
<context>
    <name>riskcast::CellPicker</name>
    <message>
        <source>Choose on &amp;map</source>
        <translation>Auf Kar&amp;te wählen</translation>
    </message>
    <message>
        <source>Click a cell on the map to see its risk step by step</source>
        <translation>Auf eine Zelle der Karte klicken, um ihr Risiko Schritt für Schritt zu sehen</translation>
    </message>
    <message>
        <source>That is outside of the raster. Click on a cell of it.</source>
        <translation>Das liegt außerhalb des Rasters. Bitte auf eine seiner Zellen klicken.</translation>
    </message>
    <message>
        <source>That place has no counterpart in the raster&apos;s coordinate reference system. Click on a cell of it.</source>
        <translation>Dieser Ort hat keine Entsprechung im Koordinatenbezugssystem des Rasters. Bitte auf eine seiner Zellen klicken.</translation>
    </message>
</context>
<context>
    <name>riskcast::ComparePanel</name>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Risk raster to compare with</source>
        <translation>Risikoraster für den Vergleich</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>&amp;Compare with</source>
        <translation>&amp;Vergleichen mit</translation>
    </message>
    <message>
        <source>The other raster has another grid, so that its cells cannot be compared. Choose one of the same heatmap stack.</source>
        <translation>Das andere Raster hat ein anderes Gitter, sodass seine Zellen nicht verglichen werden können. Bitte eines vom selben Heatmap-Stapel wählen.</translation>
    </message>
    <message>
        <source>Flagged in both: %1 of %2 cells</source>
        <translation>In beiden markiert: %1 von %2 Zellen</translation>
    </message>
    <message>
        <source>The other raster does not have this step.</source>
        <translation>Das andere Raster hat diesen Schritt nicht.</translation>
    </message>
</context>
<context>
    <name>riskcast::Desktop</name>
    <message>
        <source>&amp;Riskcast</source>
        <translation>&amp;Riskcast</translation>
    </message>
    <message>
        <source>Risk &amp;explorer</source>
        <translation>Risiko-&amp;Explorer</translation>
    </message>
    <message>
        <source>Look into a risk raster: step by step, above a percentile, cell by cell</source>
        <translation>In ein Risikoraster hineinsehen: Schritt für Schritt, über einem Perzentil, Zelle für Zelle</translation>
    </message>
</context>
<context>
    <name>riskcast::FlagPanel</name>
    <message>
        <source>Percentile above which cells are flagged</source>
        <translation>Perzentil, über dem Zellen markiert werden</translation>
    </message>
    <message>
        <source>Percentile as a number</source>
        <translation>Perzentil als Zahl</translation>
    </message>
    <message>
        <source>&amp;Percentile</source>
        <translation>&amp;Perzentil</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>Zellen</translation>
    </message>
    <message>
        <source>Expected incidents</source>
        <translation>Erwartete Vorfälle</translation>
    </message>
    <message>
        <source>Show risk c&amp;lasses</source>
        <translation>Risikok&amp;lassen zeigen</translation>
    </message>
    <message>
        <source>Draws the map in the graded classes of its model again</source>
        <translation>Zeichnet die Karte wieder in den abgestuften Klassen ihres Modells</translation>
    </message>
    <message>
        <source>What happened: cells by label</source>
        <translation>Was geschah: Zellen je Kennzeichnung</translation>
    </message>
    <message>
        <source>This step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Hit rate</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <source>Share of the cells with an incident that are flagged</source>
        <translation>Anteil der Zellen mit einem Vorfall, die markiert sind</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n Schritt</numerusform>
            <numerusform>Alle %n</numerusform>
        </translation>
    </message>
    <message>
        <source>All steps of the raster of which it is known what happened</source>
        <translation>Alle Schritte des Rasters, von denen bekannt ist, was geschah</translation>
    </message>
    <message>
        <source>What happened in this step is not known.</source>
        <translation>Was in diesem Schritt geschah, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Add a heatmap stack of the same grid that goes on beyond it, or its raster of six labels, to the project.</source>
        <translation>Dem Projekt einen Heatmap-Stapel mit demselben Gitter, der über ihn hinausgeht, oder sein Raster der sechs Kennzeichnungen hinzufügen.</translation>
    </message>
</context>
<context>
    <name>riskcast::RiskExplorerDock</name>
    <message>
        <source>Risk explorer</source>
        <translation>Risiko-Explorer</translation>
    </message>
    <message>
        <source>Risk raster</source>
        <translation>Risikoraster</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Risk r&amp;aster</source>
        <translation>Risikor&amp;aster</translation>
    </message>
    <message>
        <source>&amp;Step</source>
        <translation>&amp;Schritt</translation>
    </message>
    <message>
        <source>Flagged cells</source>
        <translation>Markierte Zellen</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>Zelle</translation>
    </message>
    <message>
        <source>Another raster</source>
        <translation>Ein anderes Raster</translation>
    </message>
    <message>
        <source>There is no risk raster in the project. Add one, or make one with the algorithm &quot;Predict risk&quot;.</source>
        <translation>Im Projekt gibt es kein Risikoraster. Eines hinzufügen oder mit dem Algorithmus „Risiko vorhersagen“ erstellen.</translation>
    </message>
    <message>
        <source>No cell has data in this step.</source>
        <translation>In diesem Schritt hat keine Zelle Daten.</translation>
    </message>
    <message>
        <source>Choose a cell on the map, or the riskiest one.</source>
        <translation>Eine Zelle auf der Karte wählen, oder die riskanteste.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
</context>
<context>
    <name>riskcast::SettingsPage</name>
    <message>
        <source>Choose the Riskcast Engine</source>
        <translation>Riskcast-Engine wählen</translation>
    </message>
    <message>
        <source>The one that came with the plugin</source>
        <translation>Die mit der Erweiterung gelieferte</translation>
    </message>
    <message>
        <source>Engine that is used</source>
        <translation>Verwendete Engine</translation>
    </message>
    <message>
        <source>Automatic: a GPU if there is one</source>
        <translation>Automatisch: eine GPU, wenn es eine gibt</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>Where networks are trained, unless a training is told otherwise</source>
        <translation>Wo Netze trainiert werden, wenn ein Training nichts anderes sagt</translation>
    </message>
    <message>
        <source>All processors</source>
        <translation>Alle Prozessoren</translation>
    </message>
    <message>
        <source>Threads that networks compute with. Fewer leave the computer free for other work</source>
        <translation>Threads, mit denen Netze rechnen. Weniger lassen den Rechner für anderes frei</translation>
    </message>
    <message>
        <source>Graded: a colour for each class</source>
        <translation>Abgestuft: eine Farbe je Klasse</translation>
    </message>
    <message>
        <source>Flagged: flagged cells in one colour, the rest muted</source>
        <translation>Markiert: markierte Zellen in einer Farbe, der Rest gedämpft</translation>
    </message>
    <message>
        <source>Of the results of &quot;Classify risk&quot;, unless it is told otherwise</source>
        <translation>Der Ergebnisse von „Risiko klassifizieren“, wenn dort nichts anderes gesagt wird</translation>
    </message>
    <message>
        <source>&amp;Engine</source>
        <translation>&amp;Engine</translation>
    </message>
    <message>
        <source>&amp;Device for training</source>
        <translation>&amp;Gerät zum Trainieren</translation>
    </message>
    <message>
        <source>&amp;Threads</source>
        <translation>&amp;Threads</translation>
    </message>
    <message>
        <source>&amp;Look of risk classes</source>
        <translation>&amp;Darstellung der Risikoklassen</translation>
    </message>
</context>
<context>
    <name>riskcast::TimeChart</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>riskcast::WhyPanel</name>
    <message>
        <source>Why this risk</source>
        <translation>Warum dieses Risiko</translation>
    </message>
    <message>
        <source>What each factor does to the risk of the cell</source>
        <translation>Was jeder Faktor mit dem Risiko der Zelle macht</translation>
    </message>
    <message>
        <source>By occlusion, as the algorithm &quot;Explain risk&quot; does: the model predicts the step again with something left out, first the recent incidents in the cell, then those nearby, then season and weekday. What changes is its effect. It explains the model, not the world.</source>
        <translation>Durch Okklusion, wie beim Algorithmus „Risiko erklären“: Das Modell sagt den Schritt noch einmal ohne etwas vorher, zuerst ohne die jüngsten Vorfälle in der Zelle, dann ohne die in der Nähe, dann ohne Jahreszeit und Wochentag. Was sich ändert, ist dessen Wirkung. Erklärt wird das Modell, nicht die Welt.</translation>
    </message>
    <message>
        <source>Share of the factor: how much of all effects is its own</source>
        <translation>Anteil des Faktors: wie viel von allen Wirkungen seine ist</translation>
    </message>
    <message>
        <source>What the factor does to the odds of an incident, p / (1 − p)</source>
        <translation>Was der Faktor mit der Chance eines Vorfalls macht, p / (1 − p)</translation>
    </message>
    <message>
        <source>From the mean of the area down to the risk of the cell</source>
        <translation>Vom Mittel des Gebiets bis hinunter zum Risiko der Zelle</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Odds</source>
        <translation>Chance</translation>
    </message>
    <message>
        <source>Risk with it</source>
        <translation>Risiko damit</translation>
    </message>
    <message>
        <source>Models (*.safetensors)</source>
        <translation>Modelle (*.safetensors)</translation>
    </message>
    <message>
        <source>Model that made the map</source>
        <translation>Modell, das die Karte gemacht hat</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>The cell has no data.</source>
        <translation>Die Zelle hat keine Daten.</translation>
    </message>
    <message>
        <source>Choose a cell on the map, or the riskiest one.</source>
        <translation>Eine Zelle auf der Karte wählen, oder die riskanteste.</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>E&amp;xplain this map…</source>
        <translation>Diese Karte er&amp;klären…</translation>
    </message>
    <message>
        <source>A map is being explained. Its progress is in the status bar of QGIS.</source>
        <translation>Eine Karte wird erklärt. Der Fortschritt steht in der Statuszeile von QGIS.</translation>
    </message>
    <message>
        <source>This step is not explained yet. Choose the model that made the map to find out what counts in each cell.</source>
        <translation>Dieser Schritt ist noch nicht erklärt. Das Modell wählen, das die Karte gemacht hat, um zu sehen, was in jeder Zelle zählt.</translation>
    </message>
    <message>
        <source>There is no risk raster.</source>
        <translation>Es gibt kein Risikoraster.</translation>
    </message>
    <message>
        <source>The raster is finer than the grid of its model. Predict without &quot;Finer for display&quot; to see why.</source>
        <translation>Das Raster ist feiner als das Gitter seines Modells. Ohne „Feiner für die Anzeige“ vorhersagen, um zu sehen, warum.</translation>
    </message>
    <message>
        <source>Add the heatmap stack that the raster was predicted from to the project to see why.</source>
        <translation>Dem Projekt den Heatmap-Stapel hinzufügen, aus dem das Raster vorhergesagt wurde, um zu sehen, warum.</translation>
    </message>
    <message>
        <source>With this model and these heatmaps, the step has another map. Choose the model that made this one, or predict again.</source>
        <translation>Mit diesem Modell und diesen Heatmaps hat der Schritt eine andere Karte. Das Modell wählen, das diese gemacht hat, oder neu vorhersagen.</translation>
    </message>
    <message>
        <source>Why: %1</source>
        <translation>Warum: %1</translation>
    </message>
</context>
</TS>
